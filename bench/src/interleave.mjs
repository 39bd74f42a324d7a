import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const RUNNER = fileURLToPath(new URL('./arm-runner.mjs', import.meta.url));

/** Rounds that are run first and not counted: caches are filled, files are in memory. */
const WARM_UP = 3;

/**
 * Runs every arm once a round, in a new random order each time, so that whatever else the machine
 * does meets all of them alike. Throws if an answer is not what the arm has to answer: a hook that
 * fails is fast.
 *
 * An arm: `name`, the `program` with `args`, `env`, `cwd` and `input`, `prepare()` to be done before
 * each run, outside its time (what it gives is that run's input), and `check(answer)`, which says what
 * is wrong with an answer.
 *
 * @returns a map from each arm's name to `milliseconds` (one number a round) and `ticks` (processor
 * time of all rounds; `null` where the system does not tell)
 */
export async function interleave(arms, rounds) {
  const runners = arms.map((arm) => new Runner(arm));
  try {
    for (let round = 0; round < WARM_UP; round++) await runRound(runners);
    for (const runner of runners) await runner.start();
    for (let round = 0; round < rounds; round++) await runRound(runners);
    for (const runner of runners) await runner.stop();
    return new Map(
      runners.map(({ arm, milliseconds, ticks }) => [arm.name, { milliseconds, ticks }]),
    );
  } finally {
    for (const runner of runners) runner.end();
  }
}

async function runRound(runners) {
  for (const runner of shuffled(runners)) await runner.run();
}

function shuffled(items) {
  return items
    .map((item) => ({ item, order: Math.random() }))
    .sort((one, other) => one.order - other.order)
    .map(({ item }) => item);
}

class Runner {
  milliseconds = [];
  ticks = null;
  #process;

  constructor(arm) {
    this.arm = arm;
    const { program, args, env, cwd, input = '' } = arm;
    const words = [JSON.stringify({ program, args, env, cwd, input })];
    this.#process = fork(RUNNER, words, { env: {}, execArgv: [] });
  }

  async start() {
    this.milliseconds = [];
    this.ticks = await this.#time();
  }

  async run() {
    const input = await this.arm.prepare?.();
    const { milliseconds, answer } = await this.#ask({ input });
    const problem = this.arm.check(answer);
    if (problem !== undefined) {
      throw new Error(`${this.arm.name}: ${problem}\n${JSON.stringify(answer)}`);
    }
    this.milliseconds.push(milliseconds);
  }

  async stop() {
    const now = await this.#time();
    this.ticks = now === null || this.ticks === null ? null : now - this.ticks;
  }

  end() {
    this.#process.disconnect();
  }

  async #time() {
    return (await this.#ask('time')).ticks;
  }

  async #ask(request) {
    this.#process.send(request);
    const [reply] = await once(this.#process, 'message');
    return reply;
  }
}
