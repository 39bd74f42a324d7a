import { isOlder } from '@agsec/runtime';
import type { DoctorFinding, DoctorInput, Place } from '@agsec/runtime/hook';
import { below, hookFiles, managedFolder, userFolder } from './client-files.ts';
import { eventsOf, handlersOf, readHooks } from './hooks-file/read-hooks.ts';
import { DROPS_FILE, OLDEST_CLIENT } from './oldest-client.ts';
import { isOurs } from './our-hook.ts';

/**
 * What in the client and its hooks files stands between an installation and its promise. That the
 * hook is there is for `isInstalled`, what no file changes for the table of capabilities.
 */
export function doctor(input: DoctorInput): readonly DoctorFinding[] {
  const { place } = input;
  const owners = [
    ['managed', `${managedFolder(place)}/hooks.json`],
    ['user', `${userFolder(place)}/hooks.json`],
    ...hookFiles('project', place).map((path) => ['project', path] as const),
  ] as const;
  return [
    clientFinding(input.clientVersion),
    ...owners.flatMap(([owner, path]) => fileFindings(owner, path, input)),
    ...claudeFindings(input),
  ];
}

function clientFinding(version: string | undefined): DoctorFinding {
  const check = 'client';
  if (version === undefined) {
    const detail = 'Cursor was not found, so its version is not known';
    return {
      check,
      level: 'warn',
      detail,
      fix: 'Put `cursor` on your PATH, then run doctor again',
    };
  }
  if (!isOlder(version, OLDEST_CLIENT)) return { check, level: 'ok', detail: `Cursor ${version}` };
  const detail = `Cursor ${version} is too old: ${DROPS_FILE}`;
  return { check, level: 'open', detail, fix: `Update Cursor to ${OLDEST_CLIENT} or later` };
}

function fileFindings(
  owner: 'managed' | 'user' | 'project',
  path: string,
  { place, scope, readFile, realPath }: DoctorInput,
): readonly DoctorFinding[] {
  const text = readFile(path);
  if (text === undefined) return [];
  const result = readHooks(text);
  const holdsHook = hookFiles(scope, place).includes(path);
  const findings: DoctorFinding[] = [];
  const defect = result.ok ? result.problems[0] : result;
  if (defect !== undefined) {
    const what = 'path' in defect ? `${defect.path.join('.')} ${defect.message}` : defect.message;
    const level = holdsHook ? 'open' : 'warn';
    const detail = `${path}: ${what}. Cursor drops the whole file`;
    findings.push({ check: 'hooks-file', level, detail, fix: `Mend ${path}` });
  }
  if (owner === 'project' && leavesProject(path, place, realPath)) {
    const level = holdsHook ? 'open' : 'warn';
    const detail = `${path} is a link, or in a linked folder. Cursor does not read it`;
    findings.push({ check: 'hooks-file', level, detail, fix: 'Put a plain file there' });
  }
  if (!result.ok) return findings;
  const events = eventsOf(result.file).filter((event) =>
    handlersOf(result.file, event).some((handler) => !isOurs(handler)),
  );
  return [...findings, ...foreignFindings(owner, path, events)];
}

/** A project's file counts only where no link leads to it. */
function leavesProject(path: string, place: Place, realPath: DoctorInput['realPath']): boolean {
  const project = place.projects.find((folder) => path === below(folder, '.cursor/hooks.json'));
  const [real, root] = [realPath?.(path), realPath?.(project ?? '/')];
  return real !== undefined && root !== undefined && real !== below(root, '.cursor/hooks.json');
}

function foreignFindings(
  owner: 'managed' | 'user' | 'project',
  path: string,
  events: readonly string[],
): readonly DoctorFinding[] {
  const findings: DoctorFinding[] = [];
  if (events.includes('preToolUse')) {
    findings.push({
      check: 'foreign-hooks',
      level: 'warn',
      detail: `${path} has another preToolUse hook. It can change a call while agsec judges it`,
      fix: 'Look at what it answers; remove it if it sends updated_input',
    });
  }
  if (owner === 'project' && events.length > 0) {
    findings.push({
      check: 'unseen-commands',
      level: 'warn',
      detail: `${path} brings commands that run without any hook being asked: ${events.join(', ')}`,
      fix: 'Read it before you trust this folder in Cursor',
    });
  }
  return findings;
}

/**
 * The client also runs the hooks of Claude Code's settings. Beside a hook of ours in a person's or
 * root's files that for Claude Code leaves the answer to it.
 */
function claudeFindings({ place, scope, readFile }: DoctorInput): readonly DoctorFinding[] {
  const path = below(place.home, '.claude/settings.json');
  if (!readFile(path)?.includes('AGSEC_INSTALL=')) return [];
  const check = 'claude-hooks';
  const runs = `Cursor also runs agsec’s hook for Claude Code (${path}), unless its third-party hooks are off`;
  if (scope !== 'project') {
    return [{ check, level: 'ok', detail: `${runs}: only a deny of it counts there` }];
  }
  const detail = `${runs}. Both judge each call in full, so that a review has to be approved twice`;
  return [{ check, level: 'warn', detail, fix: 'agsec install cursor' }];
}
