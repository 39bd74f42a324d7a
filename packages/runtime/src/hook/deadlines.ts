/** Points in time a hook keeps to, in milliseconds since the process began. */
export type Deadlines = {
  /** The whole request has to be there. */
  readonly input: number;
  /** The decision has to be made. */
  readonly decision: number;
  /** A person's answer to a review may be waited for. */
  readonly review: number;
  /** The kernel may be told that a person is waited for; after it a hook that hangs is ended in time. */
  readonly more: number;
  /** The record has to be written. */
  readonly record: number;
  /** The answer has to be out. */
  readonly answer: number;
  /** The same, of a call that has waited for a person. */
  readonly lateAnswer: number;
};

/** Seconds assumed when the command was installed without a number. */
const DEFAULT_TIMEOUT = 10;

/** What is left of the timeout when a person has not answered, in milliseconds. */
const WAITED_REST = 5000;

/**
 * Seconds by which an agent that takes any timeout is told to wait longer, at most: nobody sits before
 * an agent for more than five minutes without seeing that it waits.
 */
export const MOST_WAIT = 300;

/** Seconds for which a hook with this timeout, in seconds, can wait for a person. */
export function secondsToWait(timeout: number): number {
  return Math.max(0, timeout - WAITED_REST / 1000);
}

/** What is left, at least, when the answer is out: more than a tenth of a long timeout is not needed. */
const ANSWER_REST = 2000;

/**
 * Splits the timeout of the command, in seconds, so that an answer is out well before it: past its
 * own timeout an agent may let the call through. The agent was told `wait` seconds more, which are
 * for a person's answer and nothing else: a hook that does not wait for one is as quick to give up.
 */
export function deadlinesOf(installedTimeout: string | undefined, wait = 0): Deadlines {
  const seconds = Number(installedTimeout);
  const given = Number.isFinite(seconds) && seconds > 0 ? seconds : DEFAULT_TIMEOUT;
  const more = wait * 1000;
  const answer = Math.max(given * 900, given * 1000 - ANSWER_REST);
  return {
    input: given * 500,
    decision: given * 700,
    review: given * 1000 - WAITED_REST + more,
    more,
    record: given * 800,
    answer,
    lateAnswer: answer + more,
  };
}

const WAIT = /^wait=(\d{1,4})$/;

/** The word by which the installed command says how many seconds the agent was told more. */
export function waitWord(seconds: number): string {
  return `wait=${seconds}`;
}

/** Seconds of such a word; 0 for any other. */
export function secondsOfWait(word: string | undefined): number {
  return word === undefined ? 0 : Number(WAIT.exec(word)?.[1] ?? 0);
}
