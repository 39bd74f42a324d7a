import type { Call, Effects, Program, Value } from '../../program.ts';
import { defineProgram, type OptionList } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { literal, slice } from '../shapes/values.ts';

/** A program that runs tasks which a file of the project defines. */
type RunnerFacts = {
  readonly names: readonly string[];
  readonly options: OptionList;
  /** Name of its file, where no option gives one. */
  readonly file: string;
  /** Keys of options that name the file. */
  readonly files: readonly string[];
  /** Keys of options with which it lists or shows and runs nothing. */
  readonly quiet: readonly string[];
};

/** The file runs as code in a language of its own, which nobody reads here. */
function defineRunner(facts: RunnerFacts): Program {
  return defineProgram({
    names: facts.names,
    summary: 'Runs tasks of a file of the project',
    options: facts.options,
    describe(call, effects) {
      const { options } = call;
      if (asksForHelp(call) || facts.quiet.some((key) => options.has(key))) return;
      const named = facts.files.flatMap((key) => options.values(key)).at(-1);
      runsTasks(effects, named?.text ?? facts.file, facts.names[0] ?? '');
    },
  });
}

function runsTasks(effects: Effects, file: string, language: string): void {
  const isRemote = /^(?:https?|git|ssh):/.test(file);
  effects.action('code.execute', {
    language,
    source: isRemote ? 'remote' : 'file',
    file_path: file,
  });
  effects.unknown('script-body');
}

/** `just` (just manual): `--command` runs words, the rest is in the justfile. */
const JUST: Program = defineProgram({
  names: ['just'],
  summary: 'Runs recipes of a justfile; the words of `--command`',
  options: {
    flags:
      '-h|--help -V|--version -l|--list --summary --dump --evaluate --groups --variables --choose -e|--edit --fmt --init ' +
      '-n|--dry-run -q|--quiet -u|--unsorted -v|--verbose --yes --check --no-deps --one --changelog --man',
    values:
      '-f|--justfile -d|--working-directory -s|--show --set --shell --shell-arg --dotenv-path --dotenv-filename --completions --color --chooser --usage',
    stopAtOperand: true,
  },
  describe(call, effects) {
    const { options } = call;
    if (asksForHelp(call) || SHOWS.some((key) => options.has(key))) return;
    const at = call.args.findIndex(({ text }) => text === '-c' || text === '--command');
    if (at >= 0) return runInherited(call, effects, call.args.slice(at + 1));
    runsTasks(effects, options.values('-f').at(-1)?.text ?? 'justfile', 'just');
  },
});

const SHOWS = [
  '-V',
  '-l',
  '--summary',
  '--dump',
  '--groups',
  '--variables',
  '-s',
  '--fmt',
  '-n',
  '--completions',
  '--changelog',
  '--man',
  '--usage',
] as const;

/** `tox` (tox docs, "CLI interface"): the words of `exec` behind `--` run in an environment of it. */
const TOX: Program = defineProgram({
  names: ['tox'],
  summary: 'The command of `exec`; runs what its file says',
  options: {
    flags:
      '-h|--help --version -v -q -r|--recreate -a|--listenvs -l|--listenvs-all --showconfig --notest -b -p -o',
    values: '-e|-s -c|--conf --workdir --root -m -f -x|--override -k -n --result-json --discover',
    stopAtOperand: true,
  },
  describe(call, effects) {
    const { options } = call;
    if (asksForHelp(call) || options.has('--version')) return;
    const verb = options.operands[0]?.text;
    const marker = call.args.findIndex(({ text }) => text === '--');
    if (verb === 'exec' || verb === 'e') {
      if (marker >= 0) runInherited(call, effects, call.args.slice(marker + 1), { wrapper: 'tox' });
      return;
    }
    if (TOX_TELLS.test(verb ?? '') || options.has('-a') || options.has('-l')) return;
    if (!options.has('--showconfig'))
      runsTasks(effects, options.values('-c').at(-1)?.text ?? 'tox.ini', 'tox');
  },
});

/** Commands of tox that list, show or make what it needs. */
const TOX_TELLS = /^(?:list|l|config|c|depends|de|quickstart|q|man|schema)$/;

/** Programs of the system that `cmake -E` has under the same or another name (cmake(1)). */
const CMAKE_TOOLS: { readonly [name: string]: readonly string[] } = {
  cat: ['cat'],
  copy: ['cp'],
  copy_if_different: ['cp'],
  copy_directory: ['cp', '-r'],
  copy_directory_if_different: ['cp', '-r'],
  rename: ['mv'],
  remove: ['rm'],
  remove_directory: ['rm', '-r'],
  rm: ['rm'],
  touch: ['touch'],
  make_directory: ['mkdir', '-p'],
  create_symlink: ['ln', '-s'],
  create_hardlink: ['ln'],
  md5sum: ['md5sum'],
  sha256sum: ['sha256sum'],
  env: ['env'],
  time: ['env'],
  environment: ['env'],
  tar: ['tar'],
};

/** `cmake`: `-E` is a set of small tools, `-P` runs a script, the rest configures and builds. */
const CMAKE: Program = defineProgram({
  names: ['cmake', 'cmake3'],
  summary: 'The tools of `-E`, the script of `-P`',
  options: { stopAtOperand: true, clusters: false, abbreviations: false },
  describe(call, effects) {
    const [first, tool, ...words] = call.args;
    if (asksForHelp(call)) return;
    if (first?.text === '-E' && tool !== undefined) return runsTool(call, effects, tool, words);
    const script = call.args[call.args.findIndex(({ text }) => text === '-P') + 1];
    if (call.args.some(({ text }) => text === '-P') && script !== undefined)
      runsTasks(effects, script.text, 'cmake');
  },
});

function runsTool(call: Call, effects: Effects, tool: Value, words: readonly Value[]): void {
  const [folder, ...command] = words;
  const program = Object.hasOwn(CMAKE_TOOLS, tool.text) ? CMAKE_TOOLS[tool.text] : undefined;
  if (tool.text === 'chdir' && folder !== undefined)
    runInherited(call, effects, command, { cwd: folder });
  else if (program !== undefined)
    runInherited(call, effects, [...program.map((text) => literal(text)), ...words]);
}

/** `ctest` (ctest(1)): behind `--test-command` stand the words of a program. */
const CTEST: Program = defineProgram({
  names: ['ctest', 'ctest3'],
  summary: 'The command of `--test-command`',
  options: { clusters: false, abbreviations: false },
  describe(call, effects) {
    const at = call.args.findIndex(({ text }) => text === '--test-command');
    if (at >= 0) runInherited(call, effects, call.args.slice(at + 1), { wrapper: 'ctest' });
  },
});

/** `lein` (Leiningen's tutorial): tasks, of which `do` runs several apart by commas. */
const LEIN: Program = defineProgram({
  names: ['lein'],
  summary: 'The command of `shell`, publishing, code of `exec`',
  options: { flags: '-o -U -v|--version -h|--help', stopAtOperand: true, clusters: false },
  describe(call, effects) {
    const [task, ...words] = call.options.operands;
    if (asksForHelp(call) || task === undefined) return;
    if (task.text === 'do') {
      for (const part of commaParts(words))
        if (part.length > 0) effects.run([literal('lein'), ...part], { wrapper: 'lein' });
    } else if (task.text === 'with-profile' || task.text === 'with-profiles') {
      if (words.length > 1) effects.run([literal('lein'), ...words.slice(1)], { wrapper: 'lein' });
    } else if (task.text === 'trampoline' || task.text === 'update-in') {
      const at = words.findIndex(({ text }) => text === '--');
      effects.run([literal('lein'), ...words.slice(at + 1)], { wrapper: 'lein' });
    } else leinTask(call, effects, task.text, words);
  },
});

function leinTask(call: Call, effects: Effects, task: string, words: readonly Value[]): void {
  if (task === 'shell') runInherited(call, effects, words, { wrapper: 'lein' });
  if (task === 'deploy' || task === 'release')
    effects.action('package.publish', { manager: 'clojars', packages: [] });
  if (task === 'exec' && words.some(({ text }) => /^-\w*e/.test(text)))
    effects.unknown('dynamic-code');
  if (task === 'repl' && call.stdin !== undefined) effects.unknown('dynamic-code');
}

/** Words between commas, which stand alone or at a word's end. */
function commaParts(words: readonly Value[]): readonly (readonly Value[])[] {
  const parts: Value[][] = [[]];
  for (const word of words) {
    const name = word.text.replace(/,$/, '');
    if (name !== '') parts.at(-1)?.push(name === word.text ? word : slice(word, 0, name.length));
    if (name !== word.text) parts.push([]);
  }
  return parts;
}

/** Programs that run tasks of the project. */
export const TASK_RUNNERS: readonly Program[] = [
  JUST,
  TOX,
  CTEST,
  LEIN,
  CMAKE,
  defineRunner({
    names: ['task', 'go-task'],
    options: {
      flags:
        '-h|--help --version -l|--list -a|--list-all --summary -n|--dry -f|--force -w|--watch -v|--verbose -s|--silent -p|--parallel -y|--yes -g|--global --status -i|--init -j|--json',
      values: '-d|--dir -t|--taskfile -o|--output -C|--concurrency -I|--interval --completion',
    },
    file: 'Taskfile.yml',
    files: ['-t'],
    quiet: ['--version', '-l', '-a', '--summary', '-n', '--status', '-i', '--completion'],
  }),
  defineRunner({
    names: ['ninja', 'ninja-build', 'samu'],
    options: { flags: '-h|--help --version -v -n --quiet', values: '-C -f -j -k -l -d -t -w' },
    file: 'build.ninja',
    files: ['-f'],
    quiet: ['--version', '-n', '-t'],
  }),
  defineRunner({
    names: ['mage'],
    options: {
      flags: '-h -l -version -v -debug -f -keep -init -clean',
      values: '-d -t -w -compile -gocmd',
      clusters: false,
    },
    file: 'magefile.go',
    files: [],
    quiet: ['-l', '-h', '-version', '-init', '-clean'],
  }),
  defineRunner({
    names: ['invoke', 'inv'],
    options: {
      flags:
        '-l|--list -h|--help -V|--version -e|--echo -R|--dry -w|--warn-only -p|--pty -D|--debug',
      values: '-c|--collection -r|--search-root -f|--config -F|--list-format -T|--command-timeout',
    },
    file: 'tasks.py',
    files: [],
    quiet: ['-V', '-l', '-R'],
  }),
  defineRunner({
    names: ['nox'],
    options: {
      flags:
        '-l|--list|--list-sessions -h|--help --version -r -R -v -q -a --reuse-existing-virtualenvs',
      values: '-f|--noxfile -s|--session|--sessions|-e -p|--python -t|--tags -k|--keywords',
    },
    file: 'noxfile.py',
    files: ['-f'],
    quiet: ['--version', '-l'],
  }),
  defineRunner({
    names: [
      'ant',
      'meson',
      'bazel',
      'bazelisk',
      'buck',
      'buck2',
      'pants',
      'please',
      'earthly',
      'waf',
      'scons',
      'xmake',
      'premake5',
      'moon',
      'dagger',
    ],
    options: {
      flags: '-h|--help -version --version -p|-projecthelp',
      values: '-f|-buildfile -C',
      clusters: false,
      stopAtOperand: true,
    },
    file: 'build.xml',
    files: ['-f'],
    quiet: ['-version', '--version', '-p'],
  }),
];
