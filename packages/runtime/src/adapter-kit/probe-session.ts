/** The session that the calls of doctor's probe and of an installation name: no agent's own. */
export const PROBE_SESSION = 'agsec';
