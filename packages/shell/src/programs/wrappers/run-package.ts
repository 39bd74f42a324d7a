import type { Call, Effects, Program, Value } from '../../program.ts';
import { type PackageSource, packageSource } from '../packages/package-action.ts';
import { foreignRegistries, trustsRegistry } from '../packages/registries.ts';
import { defineProgram, type OptionList } from '../shapes/define-program.ts';
import { lineInherited, runInherited } from '../shapes/inherit.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';
import { commandAfter } from './wrapper.ts';

/** What a package runner fetches before it runs a command. */
export type PackageRun = {
  readonly wrapper: string;
  readonly manager: string;
  /** Words of the command, the first naming a package or its program. */
  readonly words: readonly Value[];
  /** Packages named by options. */
  readonly packages: readonly Value[];
  /** True if the program is fetched whether or not the project has it. */
  readonly alwaysFetches?: boolean;
};

/** A package that is not looked up in a registry by its name: a URL, a git reference, a path. */
const FOREIGN =
  /^(?:git\+|git:|https?:|github:|gitlab:|bitbucket:|gist:|file:|\.{0,2}\/|[\w.-]+\/[\w.-]+(?:#|$))/;

/**
 * Runs a program out of a package: the package is installed when it is named with a version, by an
 * option or from outside the registry, and the program is analysed by its own name.
 */
export function runPackage(call: Call, effects: Effects, run: PackageRun): void {
  const [first, ...rest] = run.words;
  const named = first !== undefined && (run.alwaysFetches || isExplicit(first.text)) ? [first] : [];
  const packages = run.packages.length > 0 ? run.packages : named;
  if (packages.length > 0)
    effects.action('package.install', {
      manager: run.manager,
      packages,
      source: sourceOf(packages),
    });
  if (first === undefined) return;
  const program = first.known ? literal(programName(first.text), first.taint) : first;
  runInherited(call, effects, [program, ...rest], { wrapper: run.wrapper });
}

/** Of node's runners `owner/repository` means GitHub's. */
function sourceOf(packages: readonly Value[]): PackageSource {
  const sources = packages.map(({ text }) =>
    /^[\w-][\w.-]*\/[\w.-]+(?:#|$)/.test(text) ? 'git' : packageSource(text),
  );
  return sources.find((source) => source !== 'registry') ?? 'registry';
}

function isExplicit(name: string): boolean {
  return FOREIGN.test(name) || /.@/.test(name);
}

/** The program a package is expected to hold: its name without scope, version or extras. */
function programName(spec: string): string {
  if (FOREIGN.test(spec)) return spec;
  const bare = spec.replace(/(?<=.)(?:@|==|[<>~!]=?|\[).*$/, '');
  return bare.startsWith('@') ? (bare.split('/')[1] ?? bare) : bare;
}

/** Knowledge about a program that runs packages (`npx`, `bunx`, `uvx` …). */
function definePackageRunner(facts: {
  readonly names: readonly string[];
  readonly manager: string;
  readonly options: OptionList;
  /** Keys of options that name packages. */
  readonly packages: readonly string[];
  /** Key of the option whose value is a shell line. */
  readonly line?: string;
  readonly alwaysFetches?: boolean;
}): Program {
  return defineProgram({
    names: facts.names,
    summary: 'The program it runs from a package, packages it fetches',
    options: { ...facts.options, stopAtOperand: true },
    describe(call, effects) {
      if (asksForHelp(call)) return;
      describePackageRun(call, effects, facts, call.name);
    },
  });
}

/** As the runner's program does, for `npm exec`, `pnpm dlx`, `yarn dlx`, `uv tool run`. */
export function describePackageRun(
  call: Call,
  effects: Effects,
  facts: {
    readonly manager: string;
    readonly packages: readonly string[];
    readonly line?: string;
    readonly alwaysFetches?: boolean;
  },
  wrapper: string,
): void {
  const packages = facts.packages.flatMap((key) => call.options.values(key));
  const words = commandAfter(call);
  trustsRegistry(effects, facts.manager, foreignRegistries(call.options));
  runPackage(call, effects, {
    wrapper,
    manager: facts.manager,
    words,
    packages,
    ...(facts.alwaysFetches ? { alwaysFetches: true } : {}),
  });
  if (facts.line === undefined) return;
  for (const line of call.options.values(facts.line))
    lineInherited(call, effects, line, { wrapper });
}

/** Options of `npx` and `npm exec` (npm docs, "npm-exec"). */
export const NPX_OPTIONS: OptionList = {
  flags:
    '-y|--yes --no --no-install --ignore-existing -q|--quiet -ws|--workspaces ' +
    '--include-workspace-root -v|--version -h|--help --prefer-online --prefer-offline --offline',
  values:
    '-p|--package -c|--call -w|--workspace --cache --userconfig --registry --prefix --loglevel ' +
    '--shell --node-arg|-n --npm --script-shell',
};

/** Programs that run other packages' programs. */
export const PACKAGE_RUNNERS: readonly Program[] = [
  definePackageRunner({
    names: ['npx'],
    manager: 'npm',
    packages: ['-p'],
    line: '-c',
    options: NPX_OPTIONS,
  }),
  definePackageRunner({
    names: ['bunx'],
    manager: 'bun',
    packages: ['-p'],
    options: { flags: '--bun --no-install --verbose --silent', values: '-p|--package' },
  }),
  definePackageRunner({
    names: ['pnpx', 'pnx'],
    manager: 'pnpm',
    packages: ['--package'],
    alwaysFetches: true,
    options: { flags: '-c|--shell-mode -s|--silent', values: '--package --allow-build --reporter' },
  }),
  definePackageRunner({
    names: ['uvx'],
    manager: 'uv',
    packages: ['--from', '--with', '--with-editable'],
    alwaysFetches: true,
    options: {
      flags:
        '--isolated --no-cache|-n --offline --refresh --upgrade|-U -q|--quiet -v|--verbose ' +
        '--reinstall --no-index --no-build --no-binary --no-config --no-env-file --native-tls ' +
        '--managed-python --no-managed-python --no-progress --no-sources --compile-bytecode',
      values:
        '--from --with|-w --with-editable --with-requirements --constraints|-c --overrides --env-file ' +
        '-p|--python --index --default-index --index-url|-i --extra-index-url --find-links|-f ' +
        '--index-strategy --keyring-provider -P|--upgrade-package --resolution --prerelease ' +
        '--exclude-newer --link-mode --cache-dir --color --directory --project --config-file ' +
        '--config-setting|-C --no-build-isolation-package --refresh-package --reinstall-package ' +
        '--build-constraints --python-platform --torch-backend --allow-insecure-host --fork-strategy',
    },
  }),
];
