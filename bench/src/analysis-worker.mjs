import { readFileSync } from 'node:fs';
import { analyse } from '@agsec/shell';
import { analyseCode } from '@agsec/shell/code';
import { median } from './statistics.mjs';

/** Passes over all lines; the first ones warm up and are not counted. */
const WARM_UP = 5;
const PASSES = 9;

const SURROUNDINGS = { cwd: '/workspace/project', home: '/home/dev', user: 'dev', os: 'linux' };

function microsecondsFor(line) {
  const started = process.hrtime.bigint();
  analyse(line, SURROUNDINGS, { code: analyseCode });
  return Number(process.hrtime.bigint() - started) / 1e3;
}

const lines = JSON.parse(readFileSync(0, 'utf8'));
const times = lines.map(() => []);
for (let pass = 0; pass < WARM_UP + PASSES; pass++) {
  for (const [index, line] of lines.entries()) {
    const time = microsecondsFor(line);
    if (pass >= WARM_UP) times[index].push(time);
  }
}
const perLine = times.map(median).sort((one, other) => one - other);
const result = {
  median: median(perLine),
  ninth: perLine[Math.floor(perLine.length * 0.9)],
  slowest: perLine.at(-1),
};
process.stdout.write(JSON.stringify(result));
