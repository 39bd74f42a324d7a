import { programs as agents } from './areas/agents.ts';
import { programs as archives } from './areas/archives.ts';
import { programs as database } from './areas/database.ts';
import { programs as disks } from './areas/disks.ts';
import { programs as editors } from './areas/editors.ts';
import { programs as files } from './areas/files.ts';
import { programs as git } from './areas/git.ts';
import { programs as infrastructure } from './areas/infrastructure.ts';
import { programs as interpreters } from './areas/interpreters.ts';
import { programs as javascript } from './areas/javascript.ts';
import { programs as network } from './areas/network.ts';
import { programs as packages } from './areas/packages.ts';
import { programs as permissions } from './areas/permissions.ts';
import { programs as search } from './areas/search.ts';
import { programs as secrets } from './areas/secrets.ts';
import { programs as shells } from './areas/shells.ts';
import { programs as system } from './areas/system.ts';
import { programs as text } from './areas/text.ts';
import { programs as vcs } from './areas/vcs.ts';
import { programs as wrappers } from './areas/wrappers.ts';
import type { Program } from './program.ts';
import type { AreaName } from './program-names.ts';

/** The programs of one kind; `area` is for people, `name` that of its module below `areas/`. */
export type ProgramArea = {
  readonly name: string;
  readonly area: string;
  readonly programs: readonly Program[];
};

/** Every program whose meaning is known, from the lists of the areas, with the areas' titles. */
const AREAS: { readonly [name in AreaName]: Omit<ProgramArea, 'name'> } = {
  files: { area: 'Files and folders', programs: files },
  search: { area: 'Finding and searching', programs: search },
  text: { area: 'Text', programs: text },
  archives: { area: 'Archives and synchronisation', programs: archives },
  editors: { area: 'Editors', programs: editors },
  permissions: { area: 'Permissions', programs: permissions },
  disks: { area: 'Disks', programs: disks },
  git: { area: 'git', programs: git },
  vcs: { area: 'Other version control', programs: vcs },
  system: { area: 'The system', programs: system },
  shells: { area: 'Shells', programs: shells },
  interpreters: { area: 'Interpreters', programs: interpreters },
  wrappers: { area: 'Programs that run other programs', programs: wrappers },
  network: { area: 'Network', programs: network },
  javascript: { area: 'Package managers of JavaScript', programs: javascript },
  packages: { area: 'Other package managers', programs: packages },
  secrets: { area: 'Secrets', programs: secrets },
  database: { area: 'Databases', programs: database },
  infrastructure: { area: 'Infrastructure', programs: infrastructure },
  agents: { area: 'Coding agents', programs: agents },
};

/** The programs of an area, all areas at hand: for a process that may take its time to start. */
export function everyProgram(area: AreaName): readonly Program[] {
  return AREAS[area].programs;
}

/** All programs by area, for the coverage table. */
export function listPrograms(): readonly ProgramArea[] {
  return Object.entries(AREAS).map(([name, area]) => ({ name, ...area }));
}
