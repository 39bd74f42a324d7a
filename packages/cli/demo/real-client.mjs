export async function playRealClient() { return 1; }
