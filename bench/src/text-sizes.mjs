import { runWorker } from './in-process.mjs';
import { FAMILIES } from './text-families.mjs';

/** What 64 KiB of anything may cost, in milliseconds, and growth as the text doubles: 2 is linear. */
const GATES = { milliseconds: 100, growth: 2.5 };

/** Below this much, in milliseconds, a difference is the clock's. */
const NOISE = 1;

/** What the longest texts cost that are read, each made of what costs most in its language. */
export async function measureSizes(report) {
  report.heading('64 KiB of one thing, by language: the slowest, and the one that grows most');
  report.text(
    'Processor time of the analysis alone, the fastest of 4; beside it the first in a new process.',
  );
  const worker = new URL('./size-worker.mjs', import.meta.url);
  for (const language of Object.keys(FAMILIES)) {
    const families = await runWorker(worker, { language });
    const slowest = most(families, ({ times }) => times.at(-1));
    const steepest = most(families, ({ times }) => growthOf(times));
    const first = await runWorker(worker, { first: slowest });
    report.line({
      name: `${language}: ${shown(slowest)}`,
      measured: slowest.times.at(-1),
      unit: 'ms',
      gate: GATES.milliseconds,
      note: `of ${families.length}; first ${first.toFixed(0)} ms`,
    });
    report.line({
      name: `  doubled: ${shown(steepest)}`,
      measured: growthOf(steepest.times),
      unit: '×',
      gate: GATES.growth,
    });
  }
}

function most(families, figure) {
  return families.reduce((found, each) => (figure(each) > figure(found) ? each : found));
}

/** Mean growth for each doubling, from an eighth of the length on. */
function growthOf(times) {
  return ((times.at(-1) + NOISE) / (times[0] + NOISE)) ** (1 / 3);
}

function shown({ name }) {
  const text = JSON.stringify(name).slice(1, -1);
  return text.length <= 30 ? text : `${text.slice(0, 29)}…`;
}
