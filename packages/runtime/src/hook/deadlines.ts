/** Points in time a hook keeps to, in milliseconds since the process began. */
export type Deadlines = {
  /** The whole request has to be there. */
  readonly input: number;
  /** The decision has to be made. */
  readonly decision: number;
  /** The record has to be written. */
  readonly record: number;
  /** The answer has to be out. */
  readonly answer: number;
};

/** Seconds assumed when the command was installed without a number. */
const DEFAULT_TIMEOUT = 10;

/**
 * Splits the timeout the agent was told, in seconds, so that an answer is out well before it: past
 * its own timeout an agent may let the call through.
 */
export function deadlinesOf(installedTimeout: string | undefined): Deadlines {
  const seconds = Number(installedTimeout);
  const given = Number.isFinite(seconds) && seconds > 0 ? seconds : DEFAULT_TIMEOUT;
  return { input: given * 500, decision: given * 700, record: given * 800, answer: given * 900 };
}
