import { readFileSync } from 'node:fs';
import { analyse } from '@agsec/shell';
import { analyseCode } from '@agsec/shell/code';
import { median } from './statistics.mjs';

/** Lines that are read first and not counted: by then V8 has made machine code of what they share. */
const WARM_UP_LINES = 4_000;
const LEAST_WARM_UP = 5;
const PASSES = 9;

const SURROUNDINGS = { cwd: '/workspace/project', home: '/home/dev', user: 'dev', os: 'linux' };

function microsecondsFor(line) {
  const started = process.hrtime.bigint();
  analyse(line, SURROUNDINGS, { code: analyseCode });
  return Number(process.hrtime.bigint() - started) / 1e3;
}

const lines = JSON.parse(readFileSync(0, 'utf8'));
const times = lines.map(() => []);
const warmUp = Math.max(LEAST_WARM_UP, Math.ceil(WARM_UP_LINES / lines.length));
for (let pass = 0; pass < warmUp + PASSES; pass++) {
  for (const [index, line] of lines.entries()) {
    const time = microsecondsFor(line);
    if (pass >= warmUp) times[index].push(time);
  }
}
const perLine = times.map(median).sort((one, other) => one - other);
const result = {
  median: median(perLine),
  ninth: perLine[Math.floor(perLine.length * 0.9)],
  slowest: perLine.at(-1),
};
process.stdout.write(JSON.stringify(result));
