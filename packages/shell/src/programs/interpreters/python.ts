import type { Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { runModule } from './python-modules.ts';
import { runCode } from './run-code.ts';
import { wordsAfter } from './words-after.ts';

const VERSIONS = ['2', '2.7', '3', ...Array.from({ length: 12 }, (_, minor) => `3.${minor + 4}`)];

/** `python`: whichever of `-c` and `-m` comes first ends the options (Python docs, "Command line"). */
export const PYTHON: Program = defineProgram({
  names: [
    'python',
    ...VERSIONS.map((version) => `python${version}`),
    'pythonw',
    'pypy',
    'pypy3',
    'py',
    'micropython',
    'ipython',
    'ipython3',
    'bpython',
  ],
  summary: 'Code of `-c`, standard input, scripts, modules of `-m`',
  options: {
    flags:
      '-b -B -d -E -h|--help -i -I -O -OO -P -q -R -s -S -t -u -v -V|--version -x -3 -2 ' +
      '--help-all --help-env --help-xoptions --no-banner --quick',
    values:
      '-c -m -W -X --check-hash-based-pycs --profile --ipython-dir --gui --matplotlib --colors',
    stopAtOperand: true,
  },
  describe(call, effects) {
    const { options } = call;
    if (asksForHelp(call) || options.has('-V')) return;
    if (options.has('-i')) effects.interactive('python');
    const [code] = options.values('-c');
    const [module] = options.values('-m');
    const afterModule = module === undefined ? [] : wordsAfter(call, module);
    const codeIsArgument = code !== undefined && afterModule.includes(code);
    if (module !== undefined && (code === undefined || codeIsArgument))
      return runModule(call, effects, module, afterModule);
    runCode(call, effects, 'python', code === undefined ? [] : [code]);
  },
});
