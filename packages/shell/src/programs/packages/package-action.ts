import type { Call, Effects, Value } from '../../program.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { isDryRun } from '../shapes/dry-run.ts';
import type { Subcommand } from '../shapes/subcommands.ts';
import { foreignRegistries } from './registries.ts';

/** Where a package comes from: a registry by its name, or a place named on the line. */
export type PackageSource = 'registry' | 'git' | 'url' | 'path';

/** Tells where a package named on a line comes from. */
export function packageSource(spec: string): PackageSource {
  if (/^(?:.*@\s*)?(?:git\+|git:|git@|ssh:|github:|gitlab:|bitbucket:|gist:)/.test(spec))
    return 'git';
  if (/\.git(?:[#@]|$)/.test(spec)) return 'git';
  if (/^(?:[\w.-]+\s*@\s*)?(?:https?|ftp|s3):/.test(spec)) return 'url';
  if (/^(?:file:|\.{0,2}\/|\.{1,2}$|~)/.test(spec)) return 'path';
  return /\.(?:deb|rpm|whl|tgz|tar\.gz|apk|pkg|gem|crate|vsix|nupkg|zip)$/.test(spec)
    ? 'path'
    : 'registry';
}

const SOURCES: readonly PackageSource[] = ['url', 'git', 'path'];

/** Managers of node's packages, of which `owner/repository` means GitHub's. */
const OF_NODE = /^(?:npm|pnpm|yarn|bun)$/;

/** The most foreign source of a list of packages. */
export function sourceOfAll(manager: string, packages: readonly Value[]): PackageSource {
  const sources = packages.map(({ text }) =>
    OF_NODE.test(manager) && /^[\w-][\w.-]*\/[\w.-]+(?:#|$)/.test(text)
      ? 'git'
      : packageSource(text),
  );
  return SOURCES.find((source) => sources.includes(source)) ?? 'registry';
}

export type PackageVerb = {
  readonly manager: string;
  readonly options?: OptionList;
  /** Keys of flags that make it global. */
  readonly global?: readonly string[];
  /** Keys of flags with which nothing changes. */
  readonly dryRun?: readonly string[];
  /** Keys of options that name further packages. */
  readonly packages?: readonly string[];
  /** Keys of options that name files which list packages. */
  readonly lists?: readonly string[];
  /** Leading operands that are no packages. */
  readonly skip?: number;
};

/** A subcommand that installs, removes or publishes what its operands name. */
export function packageCommand(
  action: 'package.install' | 'package.remove' | 'package.publish',
  verb: PackageVerb,
): Subcommand {
  return {
    options: verb.options ?? {},
    describe: (call, effects) => reportPackages(call, effects, action, verb),
  };
}

/** Reports the packages of a call whose options are parsed. */
export function reportPackages(
  call: Call,
  effects: Effects,
  action: 'package.install' | 'package.remove' | 'package.publish',
  verb: PackageVerb,
): void {
  const { options } = call;
  if (isDryRun(call, verb.dryRun)) return;
  const files = (verb.lists ?? []).flatMap((key) => options.values(key));
  const lists = files.filter(({ text }) => /^https?:/.test(text));
  for (const file of files)
    if (!lists.includes(file)) effects.action('file.read', { file_path: file });
  const named = (verb.packages ?? []).flatMap((key) => options.values(key));
  const packages = [...named, ...options.operands.slice(verb.skip ?? 0)];
  const isGlobal = verb.global?.some((key) => options.has(key));
  effects.action(action, {
    manager: verb.manager,
    packages,
    ...(isGlobal ? { global: true } : {}),
    ...(action === 'package.install'
      ? {
          source: sourceOfAll(verb.manager, [...lists, ...packages, ...foreignRegistries(options)]),
        }
      : {}),
  });
}
