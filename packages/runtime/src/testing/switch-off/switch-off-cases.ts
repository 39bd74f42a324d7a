import { CONTENT_ROUTES, REMOVAL_ROUTES, type Route } from './change-routes.ts';
import { HARMLESS_LINES, WEAKENING_LINES } from './command-lines.ts';
import { RUN_ROUTES } from './run-routes.ts';

/** Where the cases are aimed: absolute paths. */
export type SwitchOffTargets = {
  /** The agent's settings file with the hook in it. */
  readonly 'hook file': string;
  readonly policy: string;
  /** The program that the hook starts. */
  readonly program: string;
  readonly log: string;
  /** Folder of the policies. */
  readonly policies: string;
  /** Folder of the programs. */
  readonly programs: string;
  /** agsec's state folder. */
  readonly state: string;
};

/** One way to switch agsec off: target and route by name, and the shell line. */
export type SwitchOffCase = {
  readonly name: string;
  line(targets: SwitchOffTargets): string;
};

/** The same route aimed at a file of the project. */
export type LookAlike = {
  readonly name: string;
  line(file: string): string;
};

/**
 * Every way we know to switch agsec off, to approve oneself, to alter the log or to start a program of
 * the hook by a shell line, run
 * in a project with the files `evil` and `evil-too`. The user scope stops each of them.
 */
export const SWITCH_OFF_CASES: readonly SwitchOffCase[] = [
  ...casesBy(CONTENT_ROUTES, ['hook file', 'policy', 'program', 'log']),
  ...casesBy(REMOVAL_ROUTES, ['hook file', 'policies', 'programs', 'log']),
  // In the home folder `*` leaves out names with a dot, the state folder among them.
  ...casesBy(
    REMOVAL_ROUTES.filter(([name]) => name !== 'rm by a glob'),
    ['state'],
  ),
  ...RUN_ROUTES.map(([name, line]) => ({
    name: `program: ${name}`,
    line: ({ program }: SwitchOffTargets) => line(program),
  })),
  ...WEAKENING_LINES.map((line) => ({ name: `command: ${line}`, line: () => line })),
];

/** The routes aimed at a file of the project, and agsec's commands that weaken nothing: daily work. */
export const SWITCH_OFF_LOOK_ALIKES: readonly LookAlike[] = [
  ...[...CONTENT_ROUTES, ...REMOVAL_ROUTES, ...RUN_ROUTES].map(([name, line]) => ({
    name: `project: ${name}`,
    line,
  })),
  ...HARMLESS_LINES.map((line) => ({ name: `command: ${line}`, line: () => line })),
];

function casesBy(
  routes: readonly Route[],
  targets: readonly (keyof SwitchOffTargets)[],
): readonly SwitchOffCase[] {
  return targets.flatMap((target) =>
    routes.map(([name, line]) => ({
      name: `${target}: ${name}`,
      line: (all: SwitchOffTargets) => line(all[target]),
    })),
  );
}
