/** Points in time a hook keeps to, in milliseconds since the process began. */
export type Deadlines = {
  /** The whole request has to be there. */
  readonly input: number;
  /** The decision has to be made. */
  readonly decision: number;
  /** A person's answer to a review may be waited for. */
  readonly review: number;
  /** The record has to be written. */
  readonly record: number;
  /** The answer has to be out. */
  readonly answer: number;
};

/** Seconds assumed when the command was installed without a number. */
const DEFAULT_TIMEOUT = 10;

/** What is left of the timeout when a person has not answered, in milliseconds. */
const WAITED_REST = 5000;

/** What is left, at least, when the answer is out: more than a tenth of a long timeout is not needed. */
const ANSWER_REST = 2000;

/**
 * Splits the timeout the agent was told, in seconds, so that an answer is out well before it: past
 * its own timeout an agent may let the call through.
 */
export function deadlinesOf(installedTimeout: string | undefined): Deadlines {
  const seconds = Number(installedTimeout);
  const given = Number.isFinite(seconds) && seconds > 0 ? seconds : DEFAULT_TIMEOUT;
  return {
    input: given * 500,
    decision: given * 700,
    review: given * 1000 - WAITED_REST,
    record: given * 800,
    answer: Math.max(given * 900, given * 1000 - ANSWER_REST),
  };
}
