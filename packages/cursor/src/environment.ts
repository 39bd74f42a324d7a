/**
 * The folder the session works in. Empty in a window without one. A project's `sessionStart` hook can
 * set it, so it counts only where the payload names no folder.
 */
export const PROJECT_VARIABLE = 'CURSOR_PROJECT_DIR';

/** `true` in a remote workspace. */
export const REMOTE_VARIABLE = 'CURSOR_CODE_REMOTE';

/** Variables of the client that the hook reads (cursor.com/docs/hooks, "Environment variables"). */
export const ENVIRONMENT = [PROJECT_VARIABLE, REMOTE_VARIABLE] as const;
