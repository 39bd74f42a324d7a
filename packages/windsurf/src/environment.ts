/**
 * The folder the hook is started in, as the shell that starts it sets it: the root of the workspace,
 * or of the repository in it that is worked on (docs.windsurf.com/windsurf/cascade/hooks,
 * "working_directory"). No payload names it, and a call's own folder is the model's choice.
 */
export const FOLDER_VARIABLE = 'PWD';

/** Variables of the client that the hook reads. */
export const ENVIRONMENT = [FOLDER_VARIABLE] as const;
