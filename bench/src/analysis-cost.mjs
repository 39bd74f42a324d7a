import { readFileSync } from 'node:fs';
import { COMMANDS } from './commands.mjs';
import { parseCorpus } from './corpus.mjs';
import { runWorker } from './in-process.mjs';

/** Microseconds the median line may take. */
const GATE = 150;

/** What reading a shell line costs, in a process that has read lines before. */
export async function measureAnalysis(report, { corpus }) {
  const lines =
    corpus === undefined
      ? COMMANDS
      : parseCorpus(readFileSync(corpus, 'utf8')).map(({ command }) => command);
  const { median, ninth, slowest } = await runWorker(
    new URL('./analysis-worker.mjs', import.meta.url),
    lines,
  );
  report.heading(`reading a shell line, warm: ${lines.length} lines`);
  const note = `90 % within ${ninth.toFixed(0)} µs, slowest ${slowest.toFixed(0)} µs`;
  report.line({ name: 'median line', measured: median, unit: 'µs', gate: GATE, note });
}
