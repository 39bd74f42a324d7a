/** The folder the client was started for: the root of the repository (measured with 1.0.102). */
export const PROJECT_VARIABLE = 'COPILOT_PROJECT_DIR';

/** Set to 1 by the command line's runtime, for hooks and for what its shell runs. */
export const CLI_VARIABLE = 'COPILOT_CLI';

/** Set by the command line's loader in an interactive session, and not with `-p`. */
export const LOADER_VARIABLE = 'COPILOT_LOADER_PID';

/** Where the client keeps its files, if not in `~/.copilot`. */
export const HOME_VARIABLE = 'COPILOT_HOME';

/** Set to 1 by the installed command itself if the hook has a controlling terminal. */
export const TERMINAL_VARIABLE = 'AGSEC_TERMINAL';

/** Variables the hook reads. */
export const ENVIRONMENT = [
  PROJECT_VARIABLE,
  CLI_VARIABLE,
  LOADER_VARIABLE,
  HOME_VARIABLE,
  TERMINAL_VARIABLE,
] as const;
