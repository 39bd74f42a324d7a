import { runWorker } from './in-process.mjs';

const COUNTS = [10, 100, 1000];

const SHAPES = [
  ['mixed', 'statements of all kinds'],
  ['same', 'regexes on one action'],
];

/** What the engine alone costs for one shell call, as the number of statements grows. */
export async function measureEngine(report) {
  report.heading('engine, in process: microseconds for one shell call, warm (and the first one)');
  const worker = new URL('./engine-worker.mjs', import.meta.url);
  for (const [shape, title] of SHAPES) {
    const results = await runWorker(worker, { shape, counts: COUNTS });
    for (const { count, warm, first } of results) {
      const note = `first ${first.toFixed(0)} µs, ${(warm / results[0].warm).toFixed(2)} × of ${COUNTS[0]}`;
      report.line({ name: `${count} ${title}`, measured: warm, unit: 'µs', note });
    }
  }
}
