import { runWorker } from './in-process.mjs';

/** What DESIGN allows a regex that loads: milliseconds on 4 KiB, and growth as the text doubles. */
const GATES = { milliseconds: 5, growth: 2.5 };

/** Below this much, in milliseconds, a difference is the clock's. */
const NOISE = 0.05;

/**
 * What the patterns that load cost on texts made to hurt them: those for texts from 4 to 64 KiB, path
 * globs up to the 4 KiB that a path may have.
 */
export async function measurePatterns(report) {
  const worker = new URL('./pattern-worker.mjs', import.meta.url);
  const results = await runWorker(worker, null);
  report.heading('worst patterns that load, on hostile text: 4 KiB, and how it grows when doubled');
  for (const { name, op, pattern, lengths, times } of results) {
    const at4 = times[lengths.findIndex((length) => length >= 4095)];
    const gate = op === 'regex' ? { gate: GATES.milliseconds } : {};
    report.line({ name, measured: at4, unit: 'ms', ...gate, note: shown(pattern) });
    if (lengths.at(-1) < 8192) continue;
    const note = `64 KiB: ${times.at(-1).toFixed(1)} ms`;
    report.line({
      name: '  doubled',
      measured: growthOf(times),
      unit: '×',
      gate: GATES.growth,
      note,
    });
  }
}

/** Mean growth for each doubling; 2 is linear, 4 quadratic. */
function growthOf(times) {
  const [first, last] = [times[0] + NOISE, times.at(-1) + NOISE];
  return (last / first) ** (1 / (times.length - 1));
}

function shown(pattern) {
  return pattern.length <= 40 ? pattern : `${pattern.slice(0, 37)}… (${pattern.length} characters)`;
}
