/** Stands where the installed command has its timeout: the hook's program then looks after the log. */
export const UPKEEP = 'upkeep';
