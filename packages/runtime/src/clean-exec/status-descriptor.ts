/**
 * Where a program says its status to the program that started it, one byte, before it ends. Below 16:
 * up to there libuv closes what node inherits for the programs node starts, gaps or not
 * (`uv_disable_stdio_inheritance`), so that none of them keeps it open or can answer in its place.
 */
export const STATUS_DESCRIPTOR = 15;
