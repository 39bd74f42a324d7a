import { type Fields, field, fieldsOf, textField } from '@agsec/runtime/adapter';
import type { DoctorFinding, DoctorInput } from '@agsec/runtime/hook';
import { join } from './client-files.ts';
import { settingsOf } from './hook-file.ts';

/** The file of a person's settings of Claude Code, below their home. */
const SETTINGS = '.claude/settings.json';

/**
 * VS Code's local harness runs a person's hooks of Claude Code too, and both it and Copilot those of
 * a project they trust. They start them without their `args` (VS Code by its source, which also has
 * a line of its own for each system; Copilot as measured with 1.0.102).
 */
export function claudeFindings(input: DoctorInput): readonly DoctorFinding[] {
  const { home, projects } = input.place;
  const ofProjects = projects
    .flatMap((project) =>
      [SETTINGS, '.claude/settings.local.json'].map((name) => join(project, name)),
    )
    .filter((path) => path !== join(home, SETTINGS));
  return [
    ...personFindings(join(home, SETTINGS), input),
    ...ofProjects.flatMap((path) => projectFindings(path, input)),
  ];
}

function personFindings(path: string, { readFile, place }: DoctorInput): readonly DoctorFinding[] {
  const entries = entriesOf(readFile(path));
  if (entries.length === 0) return [];
  const fix =
    'Set "~/.claude/settings.json": false in chat.hookFilesLocations of VS Code, and leave "~/.copilot/hooks" on';
  const detail = `VS Code also runs the hooks of ${path}. ${whatTheyDo(entries, place.os)}`;
  return [{ check: 'claude-hooks', level: 'warn', detail, fix }];
}

function whatTheyDo(entries: readonly Fields[], os: DoctorInput['place']['os']): string {
  const ours = entries.filter(isOfAgsec);
  if (ours.length === 0) return 'They are made for Claude Code, and may answer anything there';
  return ours.every((entry) => textField(entry, OS_FIELDS[os]) !== undefined)
    ? 'That of agsec understands it, so that each call is judged and recorded twice'
    : DENIES;
}

const DENIES = 'That of agsec is started without its arguments, and denies every call';

/** The field of an entry that VS Code prefers to `command` on a system. */
const OS_FIELDS = { linux: 'linux', darwin: 'osx', win32: 'windows' } as const;

/** What else such a file holds, is told of as hooks of somebody else's. */
function projectFindings(path: string, { readFile }: DoctorInput): readonly DoctorFinding[] {
  if (!entriesOf(readFile(path)).some(isOfAgsec)) return [];
  return [
    {
      check: 'claude-hooks',
      level: 'warn',
      detail: `Copilot also runs the hooks of ${path}. ${DENIES}`,
      fix: 'Install Claude Code’s hook at user scope: agsec uninstall claude-code --scope project',
    },
  ];
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
