import { parseOptions } from '../../options.ts';
import type { Call, Effects, Program, Value } from '../../program.ts';
import { defineProgram, grammarOf, type OptionList } from '../shapes/define-program.ts';
import { cwdOf } from '../shapes/inherit.ts';
import { runScriptFile } from '../shapes/script-file.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';
import { runCode } from './run-code.ts';

/** Options of `node` that take a value as the next word (Node.js CLI docs); `-p` and `-e` hold code. */
const NODE_OPTIONS: OptionList = {
  flags:
    '-c|--check -h|--help -i|--interactive -v|--version --test --watch --expose-gc --inspect-wait ' +
    '--no-warnings --experimental-strip-types --experimental-transform-types --enable-source-maps ' +
    '--preserve-symlinks --throw-deprecation --trace-warnings --use-openssl-ca --permission ' +
    '--v8-options --allow-child-process --allow-worker --build-snapshot --abort-on-uncaught-exception',
  values:
    '-e|--eval -p|--print|-pe -r|--require -C|--conditions --import --loader|--experimental-loader ' +
    '--input-type --title --env-file --env-file-if-exists --run --watch-path --redirect-warnings ' +
    '--disable-warning --unhandled-rejections --dns-result-order --icu-data-dir --openssl-config ' +
    '--max-http-header-size --stack-trace-limit --test-reporter --test-reporter-destination ' +
    '--test-name-pattern --test-concurrency --test-timeout --test-shard --test-skip-pattern ' +
    '--cpu-prof-dir --cpu-prof-name --heap-prof-dir --heap-prof-name --diagnostic-dir ' +
    '--report-dir|--report-directory --report-filename --secure-heap --tls-cipher-list --tls-keylog ' +
    '--trace-event-categories --trace-event-file-pattern --v8-pool-size --snapshot-blob ' +
    '--experimental-config-file --experimental-sea-config --localstorage-file --allow-fs-read ' +
    '--allow-fs-write --debug-port --inspect-port --experimental-default-type --es-module-specifier-resolution',
  optional: '--inspect --inspect-brk --max-old-space-size --max-semi-space-size --stack-size',
  clusters: false,
  abbreviations: false,
  stopAtOperand: true,
};

const PRELOADS = ['-r', '--import', '--loader'] as const;

/** `node`: its own options may also stand in the variable NODE_OPTIONS. */
export const NODE: Program = defineProgram({
  names: ['node', 'nodejs', 'iojs'],
  summary: 'Code of `-e` and `-p`, standard input, scripts, preloaded files, `--run` scripts',
  options: NODE_OPTIONS,
  describe(call, effects) {
    const { options } = call;
    preloads(call, effects, call);
    const variable = call.env['NODE_OPTIONS'];
    if (variable !== undefined) preloads(call, effects, { options: optionsIn(variable) });
    if (asksForHelp(call) || options.has('-v') || options.has('--v8-options')) return;
    for (const name of options.values('--run')) runPackageScript(call, effects, name.text);
    if (options.has('-c') || options.has('--run')) return;
    const inline = options.values('-e');
    const printed = options.values('-p');
    const operands =
      options.operands[0]?.text === 'inspect' ? options.operands.slice(1) : options.operands;
    const typed = options.values('--input-type').some(({ text }) => text.includes('typescript'));
    const language = typed || isTypeScript(operands[0]) ? 'typescript' : 'javascript';
    for (const code of printed)
      effects.code(language, code, 'inline', { args: operands, prints: true });
    if (options.has('-i')) effects.interactive(language);
    if (printed.length > 0 && inline.length === 0) return;
    // What is only loaded before is all there is to run (`node --test` looks for its files itself).
    if (operands.length === 0 && inline.length === 0 && call.stdin === undefined)
      if (options.has('-r') || options.has('--test') || options.has('--snapshot-blob')) return;
    runCode(call, effects, language, inline, operands);
  },
});

function optionsIn(variable: Value): Call['options'] {
  const words = variable.text.split(/\s+/).filter((word) => word !== '');
  return parseOptions(
    words.map((word) => literal(word, variable.taint)),
    grammarOf(NODE_OPTIONS),
  );
}

/** Files and `data:` modules loaded before the program; bare names are installed packages. */
function preloads(call: Call, effects: Effects, { options }: Pick<Call, 'options'>): void {
  for (const module of PRELOADS.flatMap((key) => options.values(key))) {
    const inline = /^data:[^,]*,(.*)$/s.exec(module.text)?.[1];
    if (inline !== undefined)
      effects.code('javascript', literal(decode(inline), module.taint), 'inline');
    else if (/^(?:[./~]|file:)/.test(module.text) || !module.known) {
      const file = withoutFileScheme(module);
      effects.action('code.execute', {
        language: 'javascript',
        source: 'startup',
        file_path: file,
      });
      runScriptFile(call, effects, file, [], 'javascript');
    }
  }
}

function withoutFileScheme(module: Value): Value {
  const path = module.text.replace(/^file:\/\//, '');
  return path === module.text ? module : { ...module, text: path };
}

function decode(text: string): string {
  if (!/^(?:[^%]|%[0-9a-fA-F]{2})*$/.test(text)) return text;
  return text.replace(/%([0-7][0-9a-fA-F])/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** True for a script whose name says that it holds TypeScript. */
export function isTypeScript(script: Value | undefined): boolean {
  return /\.[cm]?tsx?$/.test(script?.text ?? '');
}

/** A script of the folder's package.json, by name. */
export function runPackageScript(
  call: Call,
  effects: Effects,
  name: string,
  args: readonly Value[] = [],
  folder?: Value,
): void {
  const path = folder === undefined ? 'package.json' : `${folder.text}/package.json`;
  effects.script({
    path,
    target: { kind: 'npm-script', name },
    args: args.map((word) => word.text),
    ...cwdOf(call),
  });
}

/** `ts-node` and `tsx`: node for TypeScript. */
export const TYPESCRIPT_NODE: Program = defineProgram({
  names: [
    'ts-node',
    'ts-node-esm',
    'ts-node-script',
    'ts-node-transpile-only',
    'tsx',
    'swc-node',
    'esno',
    'babel-node',
    'coffee',
    'vite-node',
    'jiti',
  ],
  summary: 'Code of `-e` and `-p`, standard input, scripts',
  options: {
    flags:
      '-h|--help -v|--version -i|--interactive -T|--transpile-only -H|--compiler-host --files --esm ' +
      '--swc --cwd-mode --script-mode --pretty --skip-project --skip-ignore --show-config -vv ' +
      '--prefer-ts-exts --log-error --emit --typeCheck --noExperimentalResolver --no-cache --no-warnings',
    values:
      '-e|--eval -p|--print|-pe -r|--require -P|--project -C|--compiler -I|--ignore -O|--compiler-options ' +
      '-D|--ignore-diagnostics --cwd --dir --scope-dir --tsconfig --import --loader --env-file ' +
      '--conditions --include --exclude',
    clusters: false,
    abbreviations: false,
    stopAtOperand: true,
  },
  describe(call, effects) {
    const { options } = call;
    if (asksForHelp(call) || options.has('-v')) return;
    for (const module of [...options.values('-r'), ...options.values('--import')])
      if (/^[./~]/.test(module.text)) runScriptFile(call, effects, module, [], 'typescript');
    const inline = [...options.values('-e'), ...options.values('-p')];
    const words = options.operands.filter(({ text }, index) => index > 0 || text !== 'watch');
    // `tsx watch --clear-screen=false app.ts`
    const start = words.length === options.operands.length ? 0 : firstScript(words);
    runCode(call, effects, 'typescript', inline, words.slice(start));
  },
});

function firstScript(words: readonly Value[]): number {
  const at = words.findIndex((word) => !word.text.startsWith('-'));
  return at < 0 ? words.length : at;
}
