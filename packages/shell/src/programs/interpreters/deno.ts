import type { Call, Effects, Program, Value } from '../../program.ts';
import { webFetch } from '../network/web-address.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { isStandardInput, runScriptFile } from '../shapes/script-file.ts';
import { asksForHelp, defineSubcommands, type Subcommand } from '../shapes/subcommands.ts';
import { runPackage } from '../wrappers/run-package.ts';
import { isTypeScript, runPackageScript } from './node.ts';
import { runInput } from './run-code.ts';

/** Options shared by the subcommands that run code (Deno manual, "Command line interface"). */
const RUN_OPTIONS: OptionList = {
  flags:
    '-A|--allow-all --no-check --no-remote --no-npm --no-lock --no-config --no-prompt --cached-only ' +
    '-q|--quiet --unstable --vendor --hmr --watch-bare -h|--help -p|--print -T|--ts --no-clear-screen',
  values:
    '-c|--config --import-map --location --seed --ext -L|--log-level --cert --preload --cwd ' +
    '--host --port --eval --import',
  optional:
    '-R|--allow-read -W|--allow-write -N|--allow-net -E|--allow-env -S|--allow-sys --allow-run ' +
    '--allow-ffi --allow-import -I --deny-read --deny-write --deny-net --deny-env --deny-sys --deny-run ' +
    '--deny-ffi -r|--reload --lock --v8-flags --inspect --inspect-brk --inspect-wait --watch ' +
    '--watch-exclude --check --node-modules-dir --env-file --frozen --strace-ops --coverage',
  stopAtOperand: true,
};

/** A module to run: a local file, a remote one, or a package. */
function runModule(call: Call, effects: Effects, module: Value, args: readonly Value[]): void {
  if (/^https?:/.test(module.text)) {
    webFetch(effects, module);
    effects.unknown('remote-code');
  } else if (/^(?:npm|jsr):/.test(module.text))
    effects.action('package.install', { manager: 'deno', packages: [module] });
  else if (isStandardInput(module)) {
    runInput(call, effects, 'typescript', args);
  } else
    runScriptFile(call, effects, module, args, isTypeScript(module) ? 'typescript' : 'javascript');
}

const RUN: Subcommand = {
  options: RUN_OPTIONS,
  describe(call, effects) {
    const [module, ...args] = call.options.operands;
    for (const file of [...call.options.values('--preload'), ...call.options.values('--import')])
      runModule(call, effects, file, []);
    if (module !== undefined) runModule(call, effects, module, args);
  },
};

const EVALUATES: Subcommand = {
  options: { ...RUN_OPTIONS, stopAtOperand: false },
  describe(call, effects) {
    const { options } = call;
    const prints = options.has('-p') ? ({ prints: true } as const) : {};
    for (const code of options.values('--eval')) effects.code('typescript', code, 'inline');
    const [code, ...args] = options.operands;
    if (code !== undefined) effects.code('typescript', code, 'inline', { args, ...prints });
    else if (!asksForHelp(call)) runInput(call, effects, 'typescript');
  },
};

function packages(action: 'package.install' | 'package.remove'): Subcommand {
  return {
    options: {
      ...RUN_OPTIONS,
      flags: `${RUN_OPTIONS.flags} -g|--global -f|--force -D|--dev --entrypoint -e`,
      values: `${RUN_OPTIONS.values} -n|--name --root`,
      stopAtOperand: false,
    },
    describe(call, effects) {
      effects.action(action, {
        manager: 'deno',
        packages: call.options.operands,
        ...(call.options.has('-g') ? { global: true } : {}),
      });
    },
  };
}

/** `deno`: what it runs, fetches and installs; without a subcommand it runs its first operand. */
export const DENO: Program = defineSubcommands({
  names: ['deno'],
  summary: 'Code of `eval`, scripts local and remote, tasks, packages',
  options: { flags: '-h|--help -V|--version -q|--quiet', values: '-L|--log-level' },
  commands: {
    'run|serve|bench|compile': RUN,
    'eval|repl': EVALUATES,
    task: {
      options: { values: '-c|--config --cwd -f|--filter', stopAtOperand: true },
      describe(call, effects) {
        const [name, ...args] = call.options.operands;
        if (name === undefined) return;
        effects.script({
          path: 'deno.json',
          target: { kind: 'npm-script', name: name.text },
          args: args.map(({ text }) => text),
          optional: true,
        });
        runPackageScript(call, effects, name.text, args);
      },
    },
    'install|i|add': packages('package.install'),
    'uninstall|remove|rm': packages('package.remove'),
    'x|exec': {
      options: RUN_OPTIONS,
      describe(call, effects) {
        runPackage(call, effects, {
          wrapper: 'deno',
          manager: 'deno',
          words: call.options.operands,
          packages: [],
          alwaysFetches: true,
        });
      },
    },
    cache: {
      options: RUN_OPTIONS,
      describe(call, effects) {
        for (const module of call.options.operands)
          if (/^https?:/.test(module.text)) webFetch(effects, module);
      },
    },
    publish: {
      options: {
        flags: '--dry-run --allow-dirty --allow-slow-types --no-provenance',
        values: '--token',
      },
      describe(call, effects) {
        if (!call.options.has('--dry-run')) effects.action('package.publish', { manager: 'deno' });
      },
    },
    'check|completions|coverage|doc|fmt|info|init|jupyter|lint|lsp|outdated|test|types|upgrade|help':
      {
        describe: () => undefined,
      },
  },
  otherwise(call, effects, module) {
    if (module !== undefined) runModule(call, effects, module, call.args);
    else if (!asksForHelp(call) && !call.options.has('-V')) runInput(call, effects, 'typescript');
  },
});
