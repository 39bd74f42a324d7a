import { parseOptions } from '../../options.ts';
import type { Call, Effects, Value } from '../../program.ts';
import { joinTaints } from '../../values/taint.ts';
import { webFetch } from '../network/web-address.ts';
import { grammarOf, type OptionList } from '../shapes/define-program.ts';
import { cwdOf } from '../shapes/inherit.ts';
import { runScriptFile } from '../shapes/script-file.ts';
import { literal } from '../shapes/values.ts';
import { runInput } from './run-code.ts';

/** Modules whose command line is that of a program of another name. */
const PROGRAMS: { readonly [module: string]: string } = {
  alembic: 'alembic',
  ansible: 'ansible',
  awscli: 'aws',
  build: 'pyproject-build',
  celery: 'celery',
  conda: 'conda',
  django: 'django-admin',
  dotenv: 'dotenv',
  duckdb: 'duckdb',
  flask: 'flask',
  flit: 'flit',
  hatch: 'hatch',
  httpie: 'http',
  httpx: 'httpx',
  ipython: 'ipython',
  IPython: 'ipython',
  keyring: 'keyring',
  mkdocs: 'mkdocs',
  pdm: 'pdm',
  pip: 'pip',
  pipenv: 'pipenv',
  pipx: 'pipx',
  poetry: 'poetry',
  pytest: 'pytest',
  sqlite3: 'sqlite3',
  twine: 'twine',
  uv: 'uv',
  virtualenv: 'virtualenv',
};

/** Modules of the standard library and tools that do nothing beyond what their name says. */
const HARMLESS = new Set([
  'antigravity',
  'black',
  'calendar',
  'compileall',
  'coverage',
  'doctest',
  'ensurepip',
  'flake8',
  'inspect',
  'isort',
  'json',
  'keyword',
  'mimetypes',
  'mypy',
  'pip_audit',
  'platform',
  'pprint',
  'pyclbr',
  'pyflakes',
  'pylint',
  'ruff',
  'site',
  'sphinx',
  'symtable',
  'sysconfig',
  'this',
  'tox',
  'turtledemo',
  'unittest',
  'uuid',
  'venv',
  'zipapp',
]);

type Module = {
  readonly options?: OptionList;
  describe(call: Call, effects: Effects): void;
};

const SERVER: Module = {
  options: { flags: '--cgi --tls', values: '-b|--bind -d|--directory -p|--protocol --port' },
  describe(call, effects) {
    const port = call.options.operands[0] ?? call.options.values('--port').at(-1);
    const host = call.options.values('-b').at(-1) ?? literal('0.0.0.0');
    effects.action('net.listen', { host, port: portNumber(port) });
    const folder = call.options.values('-d').at(-1) ?? literal('.');
    effects.action('file.read', { file_path: folder, recursive: true });
  },
};

/** Prints what it makes of the files it is given. */
const READS: Module = {
  options: { flags: '-d -e -u -t -q -x -a -C --fast --best', values: '-m --mode -i --indent' },
  describe(call, effects) {
    const inputs = call.options.operands.map((file) => effects.reads(file));
    const [only = call.stdin] = inputs;
    if (only !== undefined && inputs.length < 2) effects.stdout({ taint: only.taint });
  },
};

/** `-c ARCHIVE FILES…` packs, `-e ARCHIVE FOLDER` unpacks. */
const ARCHIVE: Module = {
  options: {
    flags: '-v|--verbose',
    values: '-l|--list -t|--test -c|--create -e|--extract --filter --metadata-encoding',
  },
  describe(call, effects) {
    const { options } = call;
    for (const key of ['-l', '-t'])
      for (const archive of options.values(key)) effects.reads(archive);
    for (const archive of options.values('-e')) {
      const { taint } = effects.reads(archive);
      const folder = options.operands[0] ?? literal('.');
      effects.writes(folder, { taint: joinTaints(taint, { unknown: true }) });
    }
    for (const archive of options.values('-c')) {
      const packed = options.operands.map((file) => effects.reads(file));
      const [only] = packed;
      effects.writes(archive, { taint: only === undefined ? {} : only.taint });
    }
  },
};

/** The debugger runs a script, and whatever it is told on the way. */
const DEBUGGER: Module = {
  options: { values: '-c|--command -m', stopAtOperand: true },
  describe(call, effects) {
    RUNS_SCRIPT.describe(call, effects);
    for (const command of call.options.values('-c')) {
      const [, code] = /^\s*(?:!|pp?\s)(.*)$/s.exec(command.text) ?? [];
      if (code !== undefined) effects.code('python', { ...command, text: code }, 'inline');
    }
    runInput(call, effects, 'python');
  },
};

const CONSOLE: Module = { describe: (call, effects) => runInput(call, effects, 'python') };

const RUNS_SCRIPT: Module = {
  options: { values: '-o -s -c -m', flags: '-t --trace', stopAtOperand: true },
  describe(call, effects) {
    const module = call.options.values('-m').at(-1);
    const [script, ...args] = call.options.operands;
    if (module !== undefined) runModule(call, effects, module, call.options.operands);
    else if (script !== undefined) runScriptFile(call, effects, script, args, 'python');
  },
};

const MODULES: { readonly [module: string]: Module } = {
  'http.server': SERVER,
  SimpleHTTPServer: SERVER,
  pyftpdlib: SERVER,
  cProfile: RUNS_SCRIPT,
  profile: RUNS_SCRIPT,
  pdb: DEBUGGER,
  code: CONSOLE,
  asyncio: CONSOLE,
  ast: READS,
  base64: READS,
  dis: READS,
  gzip: READS,
  py_compile: READS,
  quopri: READS,
  tabnanny: READS,
  tokenize: READS,
  uu: READS,
  tarfile: ARCHIVE,
  zipfile: ARCHIVE,
  runpy: {
    options: { stopAtOperand: true },
    describe(call, effects) {
      const [module, ...args] = call.options.operands;
      if (module !== undefined) runModule(call, effects, module, args);
    },
  },
  webbrowser: {
    options: { flags: '-n --new-window -t --new-tab' },
    describe(call, effects) {
      for (const url of call.options.operands) webFetch(effects, url);
    },
  },
  pydoc: {
    options: { flags: '-w -b', values: '-k -p -n' },
    describe(call, effects) {
      for (const port of call.options.values('-p'))
        effects.action('net.listen', { host: literal('localhost'), port: portNumber(port) });
    },
  },
  trace: RUNS_SCRIPT,
  timeit: {
    options: {
      flags: '-p -v -c -t',
      values: '-n|--number -r|--repeat -s|--setup -u|--unit',
      stopAtOperand: true,
    },
    describe(call, effects) {
      for (const code of [...call.options.values('-s'), ...call.options.operands])
        effects.code('python', code, 'inline');
    },
  },
  'json.tool': {
    options: {
      flags: '--sort-keys --no-ensure-ascii --json-lines --tab --no-indent --compact',
      values: '--indent',
    },
    describe(call, effects) {
      const [input, output] = call.options.operands;
      const stream = input === undefined || input.text === '-' ? call.stdin : effects.reads(input);
      if (output !== undefined) effects.writes(output, { taint: stream?.taint ?? {} });
      else if (stream !== undefined) effects.stdout({ taint: stream.taint });
    },
  },
};

/**
 * `python -m NAME ARGS`: known modules by what they do; any other may be the project's own, so the
 * files it would be in are reported as scripts that need not exist.
 */
export function runModule(
  call: Call,
  effects: Effects,
  module: Value,
  args: readonly Value[],
): void {
  const [top = ''] = module.text.split('.', 1);
  const known = Object.hasOwn(MODULES, module.text) ? MODULES[module.text] : undefined;
  if (!module.known) effects.unknown('dynamic-code');
  else if (known !== undefined)
    known.describe(
      { ...call, args, options: parseOptions(args, grammarOf(known.options ?? {})) },
      effects,
    );
  else if (Object.hasOwn(PROGRAMS, top))
    effects.stdout(effects.run([literal(PROGRAMS[top] ?? top), ...args], { wrapper: 'python' }));
  else if (!HARMLESS.has(top)) runOwnModule(call, effects, module, args);
}

function runOwnModule(call: Call, effects: Effects, module: Value, args: readonly Value[]): void {
  const base = module.text.replaceAll('.', '/');
  for (const path of [`${base}.py`, `${base}/__main__.py`])
    effects.script({
      path,
      language: 'python',
      args: args.map((word) => word.text),
      optional: true,
      ...cwdOf(call),
    });
}

function portNumber(port: Value | undefined): number | undefined {
  const number = Number(port?.text ?? 8000);
  return Number.isInteger(number) ? number : undefined;
}
