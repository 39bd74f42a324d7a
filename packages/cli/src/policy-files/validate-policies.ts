import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { loadPolicies, type Policy, type PolicyIssue } from '@agsec/core/policy';
import {
  folderSet,
  type HomeLayout,
  type LayerText,
  loadConfig,
  readSources,
  type SourceSet,
} from '@agsec/runtime';
import { CliError } from '../context.ts';
import { MANAGED_STATE } from '../setup/install-place.ts';
import { setsHere } from './layers-here.ts';
import { readTextFile } from './read-text-file.ts';

/** What came of reading policies and configuration. */
export type Validation = {
  /** Policy files, whether they load or not. */
  readonly files: number;
  /** Statements of the files that load. */
  readonly statements: number;
  /** `file` is absolute. */
  readonly issues: readonly PolicyIssue[];
};

/** Checks everything that holds for calls from a folder: all layers and configurations. */
export function validateHere(home: HomeLayout, cwd: string): Validation {
  return validateSets(setsHere(home, cwd));
}

/** Checks one policy file, one configuration, or the policy files in a folder. */
export function validatePath(home: HomeLayout, path: string): Validation {
  const stat = existsSync(path) ? statSync(path) : undefined;
  if (stat === undefined) throw new CliError('no-such-path', `There is no ${path}.`);
  if (stat.isDirectory()) return validateSets([folderSet(path, home.cache)]);
  const text = readTextFile(path) ?? '';
  if (basename(path) === 'config.yaml') {
    const owner = path.startsWith(`${MANAGED_STATE}/`) ? 'managed' : 'user';
    const result = loadConfig({ file: path, text }, owner);
    return { files: 1, statements: 0, issues: result.ok ? [] : result.issues };
  }
  const result = loadPolicies([{ file: path, text }]);
  if (!result.ok) return { files: 1, statements: 0, issues: result.issues };
  return { files: 1, statements: countStatements(result.policies), issues: [] };
}

function validateSets(sets: readonly SourceSet[]): Validation {
  return sets.map(validateSet).reduce((sum, { files, statements, issues }) => ({
    files: sum.files + files,
    statements: sum.statements + statements,
    issues: [...sum.issues, ...issues],
  }));
}

function validateSet(set: SourceSet): Validation {
  const { layers, config, issues } = readSources(set);
  const loaded = layers.map(({ folder, sources }) => validateLayer(folder, sources));
  const result = typeof config === 'object' ? loadConfig(config, set.owner) : undefined;
  return {
    files: layers.reduce((sum, { sources }) => sum + sources.length, 0),
    statements: loaded.reduce((sum, { statements }) => sum + statements, 0),
    issues: [
      ...issues,
      ...loaded.flatMap((each) => each.issues),
      ...(result?.ok === false ? result.issues : []),
    ],
  };
}

function validateLayer(
  folder: string,
  sources: LayerText['sources'],
): Pick<Validation, 'statements' | 'issues'> {
  const result = loadPolicies(sources);
  if (!result.ok) {
    const issues = result.issues.map((issue) => ({ ...issue, file: `${folder}/${issue.file}` }));
    return { statements: 0, issues };
  }
  return { statements: countStatements(result.policies), issues: [] };
}

function countStatements(policies: readonly Policy[]): number {
  return policies.reduce((sum, { statements }) => sum + statements.length, 0);
}
