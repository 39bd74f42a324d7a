/** The variable that moves Codex's own folder. The client hands it to hooks, set or not by the person. */
export const HOME_VARIABLE = 'CODEX_HOME';

/** Variables of the client that the hook reads. */
export const ENVIRONMENT = [HOME_VARIABLE] as const;
