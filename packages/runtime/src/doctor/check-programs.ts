import { readFileSync, statSync } from 'node:fs';
import type { DoctorFinding, HelperProgram } from '../adapter.ts';
import { replaceableThrough } from './private-path.ts';

const EXECUTABLE = 0o111;

const SLOW = 'calls take longer, or are denied';

/**
 * Whether the files of our own that an agent starts or obeys are as this version installs them: whoever
 * changes one answers for the hook. Says nothing where there is none.
 */
export function checkPrograms(
  programs: readonly HelperProgram[],
  agent: string,
  uid: number,
): readonly DoctorFinding[] {
  const check = 'start-program';
  const fix = `agsec install ${agent}`;
  return programs.map(
    ({ path, bytes, mode = EXECUTABLE, summary, without = SLOW }): DoctorFinding => {
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats === undefined) {
        const detail = `${path} is not there: ${without}`;
        return { check, level: 'warn', detail, fix };
      }
      if (!stats.isFile() || !readFileSync(path).equals(bytes)) {
        return { check, level: 'open', detail: `${path} is not what was installed`, fix };
      }
      const open = replaceableThrough(path, { uid, strict: uid === 0 });
      if (open !== undefined) {
        const detail = `other users can write ${open}, and so replace it`;
        return { check, level: 'open', detail, fix: `chmod go-w ${open}` };
      }
      if ((mode & EXECUTABLE) !== 0 && (stats.mode & EXECUTABLE) === 0) {
        const detail = `${path} may not be run: ${without}`;
        return { check, level: 'warn', detail, fix };
      }
      return { check, level: 'ok', detail: `${path} is as it was installed: ${summary}` };
    },
  );
}
