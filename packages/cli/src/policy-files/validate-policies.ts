import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { compilePolicies, loadPolicies, type PolicyIssue } from '@agsec/core/policy';
import {
  type CompilerChunk,
  compileSources,
  folderSet,
  type HomeLayout,
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

const COMPILER: CompilerChunk = { loadPolicies, compilePolicies, loadConfig };

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
  const statements = result.policies.reduce((sum, policy) => sum + policy.statements.length, 0);
  return { files: 1, statements, issues: [] };
}

function validateSets(sets: readonly SourceSet[]): Validation {
  const loaded = sets.map((set) => compileSources(set, readSources(set), COMPILER));
  return {
    files: loaded.reduce((sum, { files }) => sum + files, 0),
    statements: loaded
      .flatMap(({ layers }) => layers)
      .reduce((sum, { statements }) => sum + statements.length, 0),
    issues: loaded.flatMap(({ issues }) => issues),
  };
}
