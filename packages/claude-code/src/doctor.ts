import { type Fields, field } from '@agsec/runtime/adapter';
import type { DoctorFinding, DoctorInput } from '@agsec/runtime/hook';
import {
  hookFiles,
  localSettings,
  managedFolder,
  projectSettings,
  userSettings,
} from './client-files.ts';
import { readSettings } from './settings/read-settings.ts';
import { enabledPlugins, foreignHooks, unseenCommands } from './unseen-commands.ts';

/** Oldest client that knows `onFailure`, so that a hook it cannot start blocks. */
const OLDEST_CLIENT = [2, 1, 295] as const;

/** One settings file that is there. */
type SettingsFile = {
  readonly path: string;
  /** Whose it is; only a repository's may not bring commands of its own. */
  readonly owner: 'user' | 'project' | 'managed';
  /** Absent: the file cannot be read as settings. */
  readonly settings?: Fields;
  readonly problem?: string;
};

/**
 * What in the client and its settings stands between an installation and its promise. That the hook
 * is there is for `isInstalled`, what no setting changes for the table of capabilities.
 */
export function doctor(input: DoctorInput): readonly DoctorFinding[] {
  const files = settingsFiles(input);
  return [
    clientFinding(input.clientVersion),
    ...files.flatMap((file) => fileFindings(file, input)),
    ...skillFindings(files),
  ];
}

function settingsFiles({ place, readFile }: DoctorInput): readonly SettingsFile[] {
  const managed = managedFolder(place);
  const paths: readonly (readonly [SettingsFile['owner'], string])[] = [
    ['managed', `${managed}/managed-settings.json`],
    ...hookFiles('managed', place).map((path) => ['managed', path] as const),
    ['user', userSettings(place)],
    ...place.projects.map((project) => ['project', projectSettings(project)] as const),
    ...place.projects.flatMap(localSettings).map((path) => ['project', path] as const),
  ];
  const seen = new Set<string>();
  return paths.flatMap(([owner, path]) => {
    const text = seen.has(path) ? undefined : readFile(path);
    seen.add(path);
    return text === undefined ? [] : [settingsFile(owner, path, text)];
  });
}

function settingsFile(owner: SettingsFile['owner'], path: string, text: string): SettingsFile {
  const result = readSettings(text);
  if (!result.ok) return { path, owner, problem: result.message };
  const [first] = result.problems;
  const problem =
    first === undefined ? {} : { problem: `${first.path.join('.')} ${first.message}` };
  return { path, owner, settings: result.settings, ...problem };
}

function clientFinding(version: string | undefined): DoctorFinding {
  const check = 'client';
  if (version === undefined) {
    const detail = 'Claude Code was not found, so its version is not known';
    return {
      check,
      level: 'warn',
      detail,
      fix: 'Put `claude` on your PATH, then run doctor again',
    };
  }
  const numbers = /(\d+)\.(\d+)\.(\d+)/.exec(version)?.slice(1).map(Number);
  if (numbers !== undefined && isAtLeast(numbers, OLDEST_CLIENT)) {
    return { check, level: 'ok', detail: `Claude Code ${numbers.join('.')}` };
  }
  const oldest = OLDEST_CLIENT.join('.');
  const detail = `Claude Code ${version.trim()} ignores onFailure: a hook it cannot start, or that hangs, lets the call run`;
  return { check, level: 'open', detail, fix: `Update Claude Code to ${oldest} or later` };
}

function isAtLeast(version: readonly number[], wanted: readonly number[]): boolean {
  for (const [at, number] of wanted.entries()) {
    const own = version[at] ?? 0;
    if (own !== number) return own > number;
  }
  return true;
}

function fileFindings(file: SettingsFile, { place, scope }: DoctorInput): readonly DoctorFinding[] {
  const { path, owner, settings, problem } = file;
  const holdsHook = hookFiles(scope, place).includes(path);
  const findings: DoctorFinding[] = [];
  if (problem !== undefined) {
    const detail = `${path}: ${problem}. Claude Code drops the whole file`;
    const level = holdsHook ? 'open' : 'warn';
    findings.push({ check: 'settings', level, detail, fix: `Mend ${path}` });
  }
  if (settings === undefined) return findings;
  if (field(settings, 'disableAllHooks') === true && (scope !== 'managed' || owner === 'managed')) {
    findings.push({
      check: 'disableAllHooks',
      level: 'open',
      detail: `${path} switches all hooks off`,
      fix: `Remove disableAllHooks from ${path}, or install with --scope managed`,
    });
  }
  if (
    owner === 'managed' &&
    scope !== 'managed' &&
    field(settings, 'allowManagedHooksOnly') === true
  ) {
    findings.push({
      check: 'allowManagedHooksOnly',
      level: 'open',
      detail: `${path} lets only managed hooks run, so this one does not`,
      fix: 'Install with --scope managed',
    });
  }
  return [...findings, ...foreignFindings(file, settings)];
}

function foreignFindings(
  { path, owner }: SettingsFile,
  settings: Fields,
): readonly DoctorFinding[] {
  const findings: DoctorFinding[] = [];
  const events = foreignHooks(settings);
  if (events.includes('PreToolUse')) {
    findings.push({
      check: 'foreign-hooks',
      level: 'warn',
      detail: `${path} has another PreToolUse hook. It can rewrite a call after agsec has judged it`,
      fix: 'Look at what it answers; remove it if it sends updatedInput',
    });
  }
  if (events.includes('PermissionRequest')) {
    findings.push({
      check: 'foreign-hooks',
      level: 'warn',
      detail: `${path} has a PermissionRequest hook. It can answer Claude Code's prompts for you`,
      fix: 'Remove it if you did not put it there',
    });
  }
  const plugins = enabledPlugins(settings);
  if (owner === 'project' && plugins.length > 0) {
    findings.push({
      check: 'plugins',
      level: 'warn',
      detail: `${path} switches on plugins, which may bring hooks: ${plugins.join(', ')}`,
      fix: 'Look at the hooks they bring',
    });
  }
  const unseen = owner === 'project' ? unseenCommands(settings) : [];
  if (unseen.length > 0) {
    findings.push({
      check: 'unseen-commands',
      level: 'warn',
      detail: `${path} brings what runs, or steers programs, without any hook being asked: ${unseen.join(', ')}`,
      fix: 'Read it before you start Claude Code in this folder',
    });
  }
  return findings;
}

/** The table of capabilities says what happens where nobody forbids it. */
function skillFindings(files: readonly SettingsFile[]): readonly DoctorFinding[] {
  const check = 'skill-shell';
  const off = files.find(
    ({ owner, settings }) =>
      owner !== 'project' && settings && field(settings, 'disableSkillShellExecution') === true,
  );
  if (off === undefined) return [];
  return [{ check, level: 'ok', detail: `Skills may not run shell lines (${off.path})` }];
}
