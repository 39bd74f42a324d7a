import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Process of one arm: starts the arm's program once for each message and answers with what it took.
 * Each arm has a process of its own because Linux keeps the processor time of a process's children
 * as one sum.
 */
const arm = JSON.parse(process.argv[2] ?? '{}');

process.on('message', (request) => {
  if (request === 'time') process.send?.({ ticks: childTicks() });
  else process.send?.(run(request.input));
});

function run(input = arm.input) {
  const { program, args, env, cwd } = arm;
  const started = process.hrtime.bigint();
  const { status, signal, stdout, stderr } = spawnSync(program, args, {
    env,
    cwd,
    input,
    encoding: 'utf8',
  });
  const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
  return { milliseconds, answer: { status, signal, stdout, stderr } };
}

/**
 * User and system time of all children that have ended, theirs included, in the kernel's ticks
 * (proc_pid_stat(5), cutime and cstime); `null` where there is no such file.
 */
function childTicks() {
  if (process.platform !== 'linux') return null;
  const [, rest = ''] = readFileSync('/proc/self/stat', 'latin1').split(/\) (?=[^)]*$)/);
  const fields = rest.split(' ');
  return Number(fields[13]) + Number(fields[14]);
}
