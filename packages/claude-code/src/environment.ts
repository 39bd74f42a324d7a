/**
 * The variable that names the folder the session was started in. The client sets it after all
 * others, so a repository's settings cannot (measured with 2.1.328); neither `cd` nor a worktree
 * moves it.
 */
export const PROJECT_VARIABLE = 'CLAUDE_PROJECT_DIR';

/** Variables of the client that the hook reads. */
export const ENVIRONMENT = [PROJECT_VARIABLE] as const;
