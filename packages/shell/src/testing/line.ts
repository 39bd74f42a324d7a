import type { AnalysisUnknown } from '@agsec/core';
import type { DerivedAction, ShellAnalysis, Surroundings } from '../contract.ts';
import { everyProgram } from '../every-program.ts';
import { walkLine } from '../read-line.ts';
import { Walker } from '../walk/walker.ts';

/** Where the lines of tests run. */
export const PLACE: Surroundings = { cwd: '/p', home: '/home/u', os: 'linux', user: 'u' };

/** The analysis of a line; unlike `analyse` a bug in it throws. */
export function read(line: string, surroundings: Surroundings = PLACE): ShellAnalysis {
  const walker = new Walker({ programs: everyProgram });
  walkLine(walker, line, surroundings);
  return walker.recorder.analysis();
}

/** The text of every command of a line, in the order they are met. */
export function commandsOf(line: string, surroundings: Surroundings = PLACE): readonly string[] {
  return actionsOf(line, 'command.run', surroundings).map(({ params }) =>
    String(params['command']),
  );
}

export function actionsOf(
  line: string,
  name: string,
  surroundings: Surroundings = PLACE,
): readonly DerivedAction[] {
  return read(line, surroundings).actions.filter((action) => action.name === name);
}

/** The paths an action of that name has, absolute where the folder is known. */
export function pathsOf(
  line: string,
  name: string,
  surroundings: Surroundings = PLACE,
): readonly string[] {
  return actionsOf(line, name, surroundings).map(({ params }) => {
    const path = String(params['file_path']);
    const { cwd } = params;
    if (path.startsWith('/')) return path;
    return typeof cwd === 'string' ? `${cwd === '/' ? '' : cwd}/${path}` : `?/${path}`;
  });
}

export function unknownOf(line: string): readonly AnalysisUnknown[] {
  return read(line).unknown;
}
