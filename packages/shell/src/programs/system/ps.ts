import type { Call, Taint } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { listsProcesses, printsEveryProcess } from '../shapes/process-list.ts';
import { dumpEnvironment } from '../wrappers/env.ts';

/**
 * `ps`: lists processes. The BSD letter `e`, which stands without a dash (`ps eww`, `ps auxe`), adds
 * the environment of each, as do `-E` of macOS and the column `environ` of some systems; `-e` means
 * every process.
 */
export const PS = defineProgram({
  names: ['ps'],
  summary: 'the processes it lists; their environment with BSD `e` (`secret.read`)',
  options: {
    flags: '-A -a -d -e -f -F -H -j -l -L -M -m -N -r -S -T -V -v -w -x -y -Z -c -E --forest',
    values:
      '-C -g|--group -G|--Group -o|-O|--format -p|--pid --ppid -q|--quick-pid -s|--sid -t|--tty -u|--user -U|--User --cols|--columns|--width --lines|--rows --sort',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const showsAll = call.options.operands.some(({ text }) => /^[A-Za-z]*e[A-Za-z]*$/.test(text));
    const columns = call.options.values('-o').some(({ text }) => /\benviron\b/.test(text));
    const names = call.options.values('-C').map(({ text }) => text);
    if (showsAll || columns || call.options.has('-E')) dumpEnvironment(effects);
    else effects.stdout({ taint: listed(call, listsProcesses(names.join(' '))) });
  },
});

/** Options that choose some of the processes. */
const CHOOSES = ['-p', '--ppid', '-q', '-C', '-g', '-G', '-s', '-t', '-u', '-U'];

/** `ps -eo pid=` prints nothing but numbers: those of all processes. */
function listed({ options }: Call, taint: Taint): Taint {
  const columns = options.values('-o').map(({ text }) => text);
  const numbers = columns.length > 0 && columns.every((column) => /^pid=?$/.test(column));
  const all = numbers && !CHOOSES.some((key) => options.has(key));
  return all ? printsEveryProcess(taint) : taint;
}

/** `top -b` and its kin: a list of processes. */
export const TOP = defineProgram({
  names: ['top', 'htop', 'btop', 'pstree'],
  summary: 'the processes it lists',
  options: { abbreviations: false },
  describe: (_call, effects) => effects.stdout({ taint: listsProcesses('') }),
});
