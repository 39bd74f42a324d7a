import type { Call, Effects, Program, Value } from '../../program.ts';
import { runPackageScript } from '../interpreters/node.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { lineInherited, runInherited } from '../shapes/inherit.ts';
import { defineSubcommands, type Subcommand } from '../shapes/subcommands.ts';
import { joinValues, literal } from '../shapes/values.ts';
import { describePackageRun, NPX_OPTIONS, runPackage } from '../wrappers/run-package.ts';
import { commandAfter } from '../wrappers/wrapper.ts';
import { packageCommand } from './package-action.ts';
import { accessCommands, registryCommand } from './registry-command.ts';

/** Settings of npm that take a value; any may stand anywhere on the line (npm docs, "config"). */
const OPTIONS: OptionList = {
  flags:
    '-g|--global -D|--save-dev -S|--save -O|--save-optional -E|--save-exact -P|--save-prod -B|--save-bundle ' +
    '-f|--force -q|--quiet -s|--silent -d -dd -ddd -v|--version -h|-?|--help -H|--usage -l|--long -p|--parseable -y|--yes ' +
    '-ws|--workspaces --include-workspace-root --if-present --ignore-scripts --foreground-scripts ' +
    '--dry-run --json --legacy-peer-deps --strict-peer-deps --package-lock-only --prefer-offline ' +
    '--prefer-online --offline --no-audit --no-fund --no-save --no-package-lock --no-optional --all -a',
  values:
    '-C|--prefix -w|--workspace --registry --reg --loglevel --userconfig --globalconfig --cache --tag ' +
    '--access --otp --omit --include --only --script-shell --node-options --install-strategy --before ' +
    '--audit-level --depth --location -L --fund-level --message -m --proxy --https-proxy --cafile ' +
    '--auth-type --scope --pack-destination --init-author-name --init-version --diff --editor --viewer',
};

const RUNS_SCRIPT: Subcommand = {
  options: { stopAtOperand: true },
  describe(call, effects) {
    const [name, ...args] = call.options.operands;
    if (name === undefined) return;
    const folder = call.options.values('-C').at(-1) ?? laterPrefix(args);
    runPackageScript(call, effects, name.text, withoutMarker(args), folder);
  },
};

/** `npm run x --prefix dir`: options may stand behind the script's name, up to `--`. */
function laterPrefix(words: readonly Value[]): Value | undefined {
  const end = words.findIndex((word) => word.text === '--');
  const own = end < 0 ? words : words.slice(0, end);
  const at = own.findIndex((word) => word.text === '--prefix' || word.text === '-C');
  return at < 0 ? undefined : own[at + 1];
}

function withoutMarker(words: readonly Value[]): readonly Value[] {
  const at = words.findIndex((word) => word.text === '--');
  return at < 0 ? words : [...words.slice(0, at), ...words.slice(at + 1)];
}

function lifecycle(name: string): Subcommand {
  return {
    options: { stopAtOperand: true },
    describe(call, effects) {
      const folder = call.options.values('-C').at(-1);
      runPackageScript(call, effects, name, withoutMarker(call.options.operands), folder);
    },
  };
}

/** `npm init NAME` runs the package `create-NAME`. */
const CREATES: Subcommand = {
  options: { flags: '-y|--yes', values: '--scope --init-author-name', stopAtOperand: true },
  describe(call, effects) {
    const [name, ...args] = call.options.operands;
    if (name === undefined) return;
    const spec = name.text.startsWith('@')
      ? name.text
          .replace(/^(@[^/@]+)\/?(?=$|@)/, '$1/create')
          .replace(/^(@[^/]+)\/(?!create)/, '$1/create-')
      : `create-${name.text}`;
    runPackage(call, effects, {
      wrapper: 'npm',
      manager: 'npm',
      words: [literal(spec, name.taint), ...args],
      packages: [],
      alwaysFetches: true,
    });
  },
};

/** `npm config`: settings shown may hold a registry's password, settings changed are kept. */
export const NPM_CONFIG: Subcommand = {
  options: { values: '-L|--location', flags: '-g|--global' },
  describe(call, effects) {
    const [verb, ...keys] = call.options.operands;
    changeConfig(call, effects, verb?.text ?? 'list', keys);
  },
};

function changeConfig(call: Call, effects: Effects, verb: string, keys: readonly Value[]): void {
  const isSecret = keys.some((key) => /auth(?!or)|password|token/i.test(key.text));
  if (verb === 'get' && isSecret) {
    effects.action('secret.read', { kind: 'access-token' });
    effects.stdout({ taint: { secret: 'access-token' } });
  }
  if (!['set', 'delete', 'rm', 'edit', 'fix'].includes(verb) || call.home === undefined) return;
  if (verb !== 'edit' && verb !== 'fix' && keys.length > 0 && setsOnlyHarmless(verb, keys)) return;
  const file = call.options.has('-g') ? '/usr/local/etc/npmrc' : `${call.home}/.npmrc`;
  effects.action('file.edit', { file_path: file });
}

/**
 * Settings by which packages, code or secrets go another way: registries, what signs in to them,
 * proxies and certificates, programs npm starts, folders and files it uses, scripts it may run.
 */
const WEIGHTY =
  /:|auth(?!or)|pass|token|registr|proxy|ssl|^ca(?:file)?$|cert|^key$|shell|node-options|editor|viewer|browser|^git$|prefix|config|cache|scripts|init[-.]module|path|server|otp|email|unsafe/i;

/** True if all settings named are of those that change no more than how npm looks and chooses. */
function setsOnlyHarmless(verb: string, keys: readonly Value[]): boolean {
  const [first] = keys;
  const isPair = verb === 'set' && first !== undefined && !first.text.includes('=');
  const named = isPair ? [first] : keys;
  return named.every(({ text, known }) => known && !WEIGHTY.test(text.replace(/=.*$/s, '')));
}

/**
 * `npm token create` shows the access token it makes, `revoke` takes one back; `list` shows of each no
 * more than its first letters (npm docs, "npm token").
 */
export const NPM_TOKEN: Subcommand = {
  describe(call, effects) {
    const [verb, target] = call.options.operands;
    if (/^(?:revoke|delete|rm|remove|del)$/.test(verb?.text ?? '')) {
      effects.action('infra.execute', {
        tool: 'npm',
        verb: 'token revoke',
        severity: 'destroy',
        destructive: true,
        target,
      });
      return;
    }
    if (verb?.text === undefined || /^(?:list|ls)$/.test(verb.text)) return;
    effects.action('secret.read', { kind: 'access-token' });
    effects.stdout({ taint: { secret: 'access-token' } });
  },
};

/** `npm pkg set scripts.NAME=LINE` and `npm set-script NAME LINE` add to package.json. */
function addsScripts(effects: Effects, scripts: { readonly [name: string]: string }): void {
  const text = JSON.stringify({ scripts });
  effects.writes(literal('package.json'), { text, taint: {} }, { append: true });
}

const NPM_PKG: Subcommand = {
  options: { flags: '--json -ws|--workspaces', values: '-w|--workspace' },
  describe(call, effects) {
    const [verb, ...settings] = call.options.operands;
    if (verb?.text !== 'set') return;
    const pairs = settings.flatMap(({ text }) => {
      const [, name, line] = /^scripts\.([^=]+)=(.*)$/s.exec(text) ?? [];
      return name === undefined || line === undefined ? [] : [[name, line] as const];
    });
    addsScripts(effects, Object.fromEntries(pairs));
  },
};

const NPM_SET_SCRIPT: Subcommand = {
  describe(call, effects) {
    const [name, line] = call.options.operands;
    if (name !== undefined && line !== undefined) addsScripts(effects, { [name.text]: line.text });
  },
};

/** The beginnings of a command's name from so many letters on, as names of it. */
function beginnings(name: string, shortest: number): string {
  return Array.from({ length: name.length - shortest + 1 }, (_, index) =>
    name.slice(0, shortest + index),
  ).join('|');
}

const verb = { manager: 'npm', global: ['-g'] } as const;

/** `npm` (npm docs, "CLI commands"), with its many spellings of one command. */
export const NPM: Program = defineSubcommands({
  names: ['npm'],
  summary: 'Installs, removals, publishing, scripts of package.json, `exec`, tokens and settings',
  options: OPTIONS,
  commands: {
    'install|i|in|ins|inst|insta|instal|isnt|isnta|isntal|isntall|add|ci|clean-install|ic|install-clean|isntall-clean|install-test|it|install-ci-test|cit|sit|clean-install-test|link|ln|update|up|upgrade|udpate|rebuild|rb|dedupe|ddp':
      packageCommand('package.install', verb),
    'uninstall|un|unlink|remove|rm|r': packageCommand('package.remove', verb),
    // npm takes any beginning of a command that no other begins with.
    [beginnings('publish', 3)]: packageCommand('package.publish', verb),
    'run|run-script|rum|urn': RUNS_SCRIPT,
    'test|t|tst': lifecycle('test'),
    start: lifecycle('start'),
    stop: lifecycle('stop'),
    restart: lifecycle('restart'),
    'exec|x': {
      options: { ...NPX_OPTIONS, stopAtOperand: true },
      describe: (call, effects) =>
        describePackageRun(call, effects, { manager: 'npm', packages: ['-p'], line: '-c' }, 'npm'),
    },
    explore: {
      options: { stopAtOperand: true },
      describe(call, effects) {
        const words = commandAfter(call, 1);
        if (words.length > 0) lineInherited(call, effects, joinValues(words), { wrapper: 'npm' });
      },
    },
    'init|create|innit': CREATES,
    'config|c': NPM_CONFIG,
    pkg: NPM_PKG,
    'set-script': NPM_SET_SCRIPT,
    set: { describe: (call, effects) => changeConfig(call, effects, 'set', call.options.operands) },
    get: { describe: (call, effects) => changeConfig(call, effects, 'get', call.options.operands) },
    [beginnings('token', 2)]: NPM_TOKEN,
    [beginnings('unpublish', 3)]: registryCommand('npm', 'unpublish', 'irreversible'),
    [beginnings('deprecate', 3)]: registryCommand('npm', 'deprecate', 'destroy'),
    ...accessCommands('npm'),
    'edit|completion': { describe: (_call, effects) => effects.stdout({ text: '', taint: {} }) },
  },
});

/** A package's program found in the project (`pnpm exec`, `yarn exec`). */
export function executesProgram(wrapper: string, options: OptionList = {}): Subcommand {
  return {
    options: { ...options, stopAtOperand: true },
    describe(call, effects) {
      const words = commandAfter(call);
      if (call.options.has('-c')) lineInherited(call, effects, joinValues(words), { wrapper });
      else runInherited(call, effects, words, { wrapper });
    },
  };
}
