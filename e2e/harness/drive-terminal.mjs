// Runs a program in a terminal of its own and types into it as told: for each step it waits until
// the text is on the screen, then types. Arguments: the steps as JSON, the program, its arguments.
import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

/** Milliseconds from the last step to the end of the program, which has no end of its own. */
const AFTER_LAST = 4_000;

const [steps, ...command] = process.argv.slice(2);
const quoted = command.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
const child = spawn('script', ['-qfec', `stty cols 150 rows 50; exec ${quoted}`, '/dev/null'], {
  stdio: ['pipe', 'pipe', 'inherit'],
});

const waiting = JSON.parse(steps);
let screen = '';
child.stdout.setEncoding('utf8').on('data', (text) => {
  process.stdout.write(text);
  // Where is the cursor? A program may wait for the answer.
  if (text.includes('\x1b[6n')) child.stdin.write('\x1b[1;1R');
  screen += stripVTControlCharacters(text);
  const [step] = waiting;
  if (step === undefined || !screen.includes(step.until)) return;
  waiting.shift();
  screen = '';
  // The program may show a prompt a little before it reads from it.
  setTimeout(() => child.stdin.write(step.type), 700);
  if (waiting.length === 0) setTimeout(() => child.kill('SIGKILL'), AFTER_LAST);
});
child.on('close', () => process.exit(waiting.length === 0 ? 0 : 1));
