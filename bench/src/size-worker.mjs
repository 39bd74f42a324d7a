import { readFileSync } from 'node:fs';
import { analyse, analyseScript } from '@agsec/shell';
import { analyseCode } from '@agsec/shell/code';
import { FAMILIES, LONGEST } from './text-families.mjs';

/** Lengths a text is read with; the growth is from the first to the last. */
const LENGTHS = [LONGEST / 8, LONGEST / 2, LONGEST];

/** Times each text is read; the fastest counts. */
const TIMES = 4;

/** Languages of scripts; the other families are shell lines. */
const SCRIPTS = ['python', 'javascript', 'php', 'perl', 'ruby', 'lua', 'powershell', 'cmd'];

const PLACE = { cwd: '/workspace/project', home: '/home/dev', user: 'dev', os: 'linux' };

function read(language, text) {
  const code = { code: analyseCode };
  if (SCRIPTS.includes(language)) analyseScript(language, text, PLACE, code);
  else analyse(text, PLACE, code);
}

/** Processor time, so that the clock does not count what else the machine does. */
function millisecondsFor(language, text) {
  const before = process.cpuUsage();
  read(language, text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function measure(language, { name, text }) {
  const times = LENGTHS.map((length) => {
    const whole = text(length);
    return Math.min(...Array.from({ length: TIMES }, () => millisecondsFor(language, whole)));
  });
  return { language, name, times };
}

/** A family's text of full length, read once, by a process that has read nothing before. */
function first({ language, name }) {
  const { text } = FAMILIES[language].find((family) => family.name === name);
  return millisecondsFor(language, text(LONGEST));
}

const asked = JSON.parse(readFileSync(0, 'utf8'));
const result =
  asked.first === undefined
    ? FAMILIES[asked.language].map((family) => measure(asked.language, family))
    : first(asked.first);
process.stdout.write(JSON.stringify(result));
