import { type Fields, field, fieldsOf } from '@agsec/runtime/adapter';
import type { DoctorFinding, DoctorInput } from '@agsec/runtime/hook';
import { join } from './client-files.ts';
import { settingsOf } from './hook-file.ts';

/** The file of a person's settings of Claude Code, below their home. */
const SETTINGS = '.claude/settings.json';

/**
 * VS Code's local harness runs a person's hooks of Claude Code too, and both it and Copilot those of
 * a project they trust. They start them without their `args` (VS Code by its source, Copilot as
 * measured with 1.0.102), which that of agsec does not need.
 */
export function claudeFindings(input: DoctorInput): readonly DoctorFinding[] {
  const { home, projects } = input.place;
  const ofPerson = join(home, SETTINGS);
  const ofProjects = projects
    .flatMap((project) =>
      [SETTINGS, '.claude/settings.local.json'].map((name) => join(project, name)),
    )
    .filter((path) => path !== ofPerson);
  return [
    ...foreignFindings(ofPerson, input),
    ...ownFindings('VS Code', ofPerson, input),
    ...ofProjects.flatMap((path) => ownFindings('Copilot', path, input)),
  ];
}

/** What else a project's file holds, is told of as hooks of somebody else's. */
function foreignFindings(path: string, { readFile }: DoctorInput): readonly DoctorFinding[] {
  if (entriesOf(readFile(path)).every(isOfAgsec)) return [];
  return [
    {
      check: 'claude-hooks',
      level: 'warn',
      detail: `VS Code also runs the hooks of ${path}. They are made for Claude Code, and may answer anything there`,
      fix: 'Set "~/.claude/settings.json": false in chat.hookFilesLocations of VS Code, and leave "~/.copilot/hooks" on',
    },
  ];
}

/** Beside a hook of ours in a person's or root's files that for Claude Code leaves the answer to it. */
function ownFindings(
  client: 'VS Code' | 'Copilot',
  path: string,
  { readFile, scope }: DoctorInput,
): readonly DoctorFinding[] {
  if (!entriesOf(readFile(path)).some(isOfAgsec)) return [];
  const check = 'claude-hooks';
  const runs = `${client} also runs agsec’s hook for Claude Code (${path})`;
  if (scope !== 'project') {
    return [{ check, level: 'ok', detail: `${runs}: only a deny of it counts there` }];
  }
  const detail = `${runs}. Both judge each call in full, so that a review has to be approved twice`;
  return [{ check, level: 'warn', detail, fix: 'agsec install copilot' }];
}

/** The entries of a settings file that are asked before a call. */
function entriesOf(text: string | undefined): readonly Fields[] {
  const hooks = fieldsOf(field(settingsOf(text) ?? {}, 'hooks')) ?? {};
  return listIn(hooks, 'PreToolUse').flatMap((group) =>
    Object.hasOwn(group, 'hooks') ? listIn(group, 'hooks') : [group],
  );
}

function listIn(fields: Fields, name: string): readonly Fields[] {
  const list = field(fields, name);
  if (!Array.isArray(list)) return [];
  return list.map(fieldsOf).filter((each) => each !== undefined);
}

/** By the word each installation of ours has in its arguments. */
function isOfAgsec(entry: Fields): boolean {
  const args = field(entry, 'args');
  return (
    Array.isArray(args) &&
    args.some((arg) => typeof arg === 'string' && arg.startsWith('AGSEC_INSTALL='))
  );
}
