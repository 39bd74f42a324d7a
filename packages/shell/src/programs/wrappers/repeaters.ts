import type { Call, Effects, Program, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { cwdOf, lineInherited, runInherited } from '../shapes/inherit.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { joinValues, literal } from '../shapes/values.ts';
import { commandAfter } from './wrapper.ts';

/** Options of hyperfine that take more than one word. */
const HYPERFINE_ARITY: { readonly [option: string]: number } = {
  '-P': 3,
  '--parameter-scan': 3,
  '-L': 2,
  '--parameter-list': 2,
};

/** Programs that run lines again: at a change of files, to measure them, side by side. */
export const REPEATERS: readonly Program[] = [
  defineProgram({
    names: ['entr'],
    summary: 'The command it runs at a change, the line of `-s`',
    options: { flags: '-a -c -d -n -p -r -s -x -z', stopAtOperand: true },
    describe(call, effects) {
      const words = commandAfter(call);
      if (!call.options.has('-s')) effects.stdout(effects.run(words));
      else if (words[0] !== undefined) effects.line(words[0], { positional: words });
    },
  }),
  defineProgram({
    names: ['watchexec'],
    summary: 'The command or line it runs at a change',
    options: {
      flags:
        '-c|--clear -n -r|--restart -p|--postpone -v|--verbose -N|--notify -V|--version -h|--help ' +
        '--no-vcs-ignore --no-project-ignore --no-default-ignore --no-global-ignore --no-discover-ignore ' +
        '--ignore-nothing --no-meta --print-events --no-process-group --no-environment --quiet --bell ' +
        '--timings -1 --once --interactive',
      values:
        '-w|--watch -W|--watch-non-recursive -F|--watch-file -o|--on-busy-update -s|--signal ' +
        '--stop-signal --stop-timeout -d|--debounce --delay-run --poll --shell --emit-events-to ' +
        '-E|--env --wrap-process --project-origin --workdir --socket -e|--exts -f|--filter ' +
        '--filter-file -j|--filter-prog -i|--ignore --ignore-file --fs-events --map-signal --timeout ' +
        '--color -I',
      stopAtOperand: true,
    },
    describe(call, effects) {
      if (asksForHelp(call)) return;
      const words = commandAfter(call);
      if (call.options.has('-n')) runInherited(call, effects, words);
      else if (words.length > 0) lineInherited(call, effects, joinValues(words));
    },
  }),
  defineProgram({
    names: ['nodemon'],
    summary: 'The line of `-x`, or the script it runs with node',
    options: {
      flags:
        '-v|--version -h|--help -V|--verbose -q|--quiet -I|--no-stdin -L|--legacy-watch -C|--on-change-only',
      values: '-x|--exec -w|--watch -e|--ext -i|--ignore -d|--delay -s|--signal --config --cwd',
      stopAtOperand: true,
    },
    describe(call, effects) {
      if (asksForHelp(call)) return;
      const lines = call.options.values('-x');
      const words = commandAfter(call);
      for (const line of lines) lineInherited(call, effects, joinValues([line, ...words]));
      if (lines.length === 0 && words.length > 0)
        runInherited(call, effects, [literal('node'), ...words]);
    },
  }),
  defineProgram({
    names: ['chokidar', 'onchange'],
    summary: 'The line of `-c`, the command after `--`',
    options: {
      flags:
        '-i|--initial -k|--kill -v|--verbose -j|--jobs -a|--await-write-finish --silent --polling',
      values: '-c|--command -d|--delay -e|--exclude -f|--filter -o|--outpipe --debounce --throttle',
    },
    describe(call, effects) {
      for (const key of ['-c', '-o'])
        for (const line of call.options.values(key)) lineInherited(call, effects, line);
      const marker = call.args.findIndex((word) => word.text === '--');
      if (marker >= 0) runInherited(call, effects, call.args.slice(marker + 1));
    },
  }),
  defineProgram({
    names: ['hyperfine'],
    summary: 'The lines it measures, prepares and cleans up with',
    options: {
      flags: '-i|--ignore-failure -N -h|--help -V|--version --show-output',
      values:
        '-w|--warmup -m|--min-runs -M|--max-runs -r|--runs -s|--setup -p|--prepare -c|--cleanup ' +
        '-C|--conclude --reference -S|--shell --style --sort -u|--time-unit -n|--command-name ' +
        '-D|--parameter-step-size --export-asciidoc --export-csv --export-json --export-markdown ' +
        '--export-orgmode --output --input --min-benchmarking-time --reference-name',
    },
    describe(call, effects) {
      if (asksForHelp(call)) return;
      for (const key of ['-s', '-p', '-c', '-C', '--reference'])
        for (const line of call.options.values(key)) lineInherited(call, effects, line);
      for (const line of hyperfineLines(call)) lineInherited(call, effects, line);
      for (const kind of ['asciidoc', 'csv', 'json', 'markdown', 'orgmode'])
        for (const file of call.options.values(`--export-${kind}`))
          effects.action('file.write', { file_path: file });
    },
  }),
  defineProgram({
    names: ['concurrently', 'conc'],
    summary: 'The lines it runs side by side, `npm:NAME` as a script of package.json',
    options: {
      flags:
        '-g|--group -r|--raw -s -k|--kill-others --kill-others-on-fail -h|--help -v|-V|--version -P|--passthrough-arguments --no-color --hide-pid -i|--handle-input',
      values:
        '-m|--max-processes -n|--names --name-separator --success --hide --timings -p|--prefix ' +
        '-c|--prefix-colors -l|--prefix-length -t|--timestamp-format --restart-tries --restart-after ' +
        '--default-input-target --kill-signal --teardown --cwd --pad-prefix',
    },
    describe(call, effects) {
      if (asksForHelp(call)) return;
      for (const line of [...call.options.values('--teardown'), ...call.options.operands])
        scriptOrLine(call, effects, line);
    },
  }),
  defineProgram({
    names: ['npm-run-all', 'npm-run-all2', 'run-s', 'run-p'],
    summary: 'The scripts of package.json it runs',
    options: {
      flags:
        '-s|--silent|--sequential|--serial -p|--parallel -c|--continue-on-error -l|--print-label -n|--print-name -r|--race --aggregate-output -h|--help -v|--version',
      values: '--max-parallel --npm-path --config',
    },
    describe(call, effects) {
      if (asksForHelp(call)) return;
      for (const script of call.options.operands)
        scriptOrLine(call, effects, literal(`npm:${script.text}`));
    },
  }),
  defineProgram({
    names: ['start-server-and-test', 'server-test'],
    summary: 'The lines or scripts of package.json it runs',
    options: { values: '--expect' },
    describe(call, effects) {
      for (const line of call.options.operands) {
        if (/^(https?[:-]|tcp:|\d+$)/.test(line.text)) continue;
        if (/^[\w:.-]+$/.test(line.text)) scriptOrLine(call, effects, literal(`npm:${line.text}`));
        else scriptOrLine(call, effects, line);
      }
    },
  }),
];

function scriptOrLine(call: Call, effects: Effects, line: Value): void {
  const script = /^(?:npm|pnpm|yarn|bun|node):(\S+)/.exec(line.text)?.[1];
  if (script === undefined) {
    lineInherited(call, effects, line);
    return;
  }
  effects.script({
    path: 'package.json',
    target: { kind: 'npm-script', name: script },
    args: [],
    ...cwdOf(call),
  });
}

/** The operands of hyperfine without the words its longer options take. */
function hyperfineLines(call: Call): readonly Value[] {
  const taken = new Set<Value>();
  for (const [index, word] of call.args.entries()) {
    const count = Object.hasOwn(HYPERFINE_ARITY, word.text)
      ? HYPERFINE_ARITY[word.text]
      : undefined;
    if (count === undefined) continue;
    for (const value of call.args.slice(index + 1, index + 1 + count)) taken.add(value);
  }
  return call.options.operands.filter((word) => !taken.has(word));
}
