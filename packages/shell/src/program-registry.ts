import type { Program } from './program.ts';
import { ARCHIVE_PROGRAMS } from './programs/archives/index.ts';
import { DATABASE_PROGRAMS } from './programs/database/index.ts';
import { DISK_PROGRAMS } from './programs/disks/index.ts';
import { EDITOR_PROGRAMS } from './programs/editors/index.ts';
import { FILE_PROGRAMS } from './programs/files/index.ts';
import { GIT_PROGRAMS } from './programs/git/index.ts';
import { INFRASTRUCTURE_PROGRAMS } from './programs/infrastructure/index.ts';
import { INTERPRETER_PROGRAMS } from './programs/interpreters/index.ts';
import { NETWORK_PROGRAMS } from './programs/network/index.ts';
import { PACKAGE_PROGRAMS } from './programs/packages/index.ts';
import { PERMISSION_PROGRAMS } from './programs/permissions/index.ts';
import { SEARCH_PROGRAMS } from './programs/search/index.ts';
import { SECRET_PROGRAMS } from './programs/secrets/index.ts';
import { SHELL_PROGRAMS } from './programs/shells/index.ts';
import { SYSTEM_PROGRAMS } from './programs/system/index.ts';
import { TEXT_PROGRAMS } from './programs/text/index.ts';
import { WRAPPER_PROGRAMS } from './programs/wrappers/index.ts';

/** The programs of one kind, as they stand in one folder. */
export type ProgramArea = { readonly area: string; readonly programs: readonly Program[] };

/** Every program whose meaning is known, from the lists of the areas. */
const AREAS: readonly ProgramArea[] = [
  { area: 'Files and folders', programs: FILE_PROGRAMS },
  { area: 'Finding and searching', programs: SEARCH_PROGRAMS },
  { area: 'Text', programs: TEXT_PROGRAMS },
  { area: 'Archives and synchronisation', programs: ARCHIVE_PROGRAMS },
  { area: 'Editors', programs: EDITOR_PROGRAMS },
  { area: 'Permissions', programs: PERMISSION_PROGRAMS },
  { area: 'Disks', programs: DISK_PROGRAMS },
  { area: 'git', programs: GIT_PROGRAMS },
  { area: 'The system', programs: SYSTEM_PROGRAMS },
  { area: 'Shells', programs: SHELL_PROGRAMS },
  { area: 'Interpreters', programs: INTERPRETER_PROGRAMS },
  { area: 'Programs that run other programs', programs: WRAPPER_PROGRAMS },
  { area: 'Network', programs: NETWORK_PROGRAMS },
  { area: 'Package managers', programs: PACKAGE_PROGRAMS },
  { area: 'Secrets', programs: SECRET_PROGRAMS },
  { area: 'Databases', programs: DATABASE_PROGRAMS },
  { area: 'Infrastructure', programs: INFRASTRUCTURE_PROGRAMS },
];

let index: ReadonlyMap<string, Program> | undefined;

/** Knowledge by the name a command is found by; `undefined` for a program nobody described. */
export function findProgram(name: string): Program | undefined {
  index ??= indexPrograms(AREAS.flatMap(({ programs }) => programs));
  return index.get(name) ?? index.get(foldedName(name));
}

/**
 * `GIT.EXE` is git where the system folds case, and on Linux wherever Windows programs can be
 * started; elsewhere there is no such program, and reading it as git costs nothing.
 */
function foldedName(name: string): string {
  return name.toLowerCase().replace(/\.exe$/, '');
}

/** Programs by each of their names; of two with one name the first. */
export function indexPrograms(programs: readonly Program[]): ReadonlyMap<string, Program> {
  const byName = new Map<string, Program>();
  for (const program of programs)
    for (const name of program.names) if (!byName.has(name)) byName.set(name, program);
  return byName;
}

/** All programs by area, for the coverage table. */
export function listPrograms(): readonly ProgramArea[] {
  return AREAS;
}
