/**
 * Names by which hook and plugin find each other below the state folder. Both make them: the plugin's
 * text says the same in JavaScript.
 */

/** Folder of one agent of a session: what the plugin says of itself, and the verdicts for it. */
export function agentFolder(state: string, agent: string): string {
  return `${state}/run/cline/${encodeURIComponent(agent)}`;
}

/** File that says for which turn of the model the plugin will ask for verdicts. */
export function leaseFile(folder: string): string {
  return `${folder}/lease.json`;
}

/** File of the verdict on one call. */
export function verdictFile(folder: string, iteration: number, call: string): string {
  return `${folder}/${iteration}-${encodeURIComponent(call)}.json`;
}

/** What the plugin says of itself before each turn. */
export type Lease = {
  /** Turn of the model, counted by the client. */
  readonly iteration: number;
  /** Process of the plugin. */
  readonly pid: number;
};

/** What the hook has found. */
export type Verdict = {
  readonly effect: 'pass' | 'deny';
  /** For the model. */
  readonly reason: string;
  /** SHA-256 of the JSON text of the judged input, in hexadecimal digits. */
  readonly input: string;
};
