import type { DoctorFinding } from '../adapter.ts';
import { homeLayout } from '../state/agsec-home.ts';
import { isShared, statIfThere } from './private-path.ts';

/** Whether the state folder is there, is ours, and is closed to everybody else. */
export function checkHome(agsecHome: string, uid: number): readonly DoctorFinding[] {
  const check = 'home';
  const stats = statIfThere(agsecHome);
  if (stats === undefined) {
    const detail = `${agsecHome} is not there, so there are no policies and no log`;
    return [{ check, level: 'open', detail, fix: 'agsec init' }];
  }
  if (!stats.isDirectory()) {
    const fix = `Move ${agsecHome} away, then run: agsec init`;
    return [{ check, level: 'open', detail: `${agsecHome} is not a folder`, fix }];
  }
  if (stats.uid !== uid) {
    const fix = `chown -R ${uid} ${agsecHome}`;
    return [{ check, level: 'open', detail: `${agsecHome} belongs to user ${stats.uid}`, fix }];
  }
  if (isShared(stats)) {
    const detail = `${agsecHome} is open to other users (mode ${mode(stats.mode)})`;
    return [{ check, level: 'open', detail, fix: `chmod 700 ${agsecHome}` }];
  }
  const problems = foldersInside(agsecHome, uid);
  if (problems.length > 0) return problems;
  return [{ check, level: 'ok', detail: `${agsecHome} is there and private` }];
}

function foldersInside(agsecHome: string, uid: number): readonly DoctorFinding[] {
  const { policies, agents, bin, cache, audit, grants, reviews } = homeLayout(agsecHome);
  return [policies, agents, bin, cache, audit, grants, reviews].flatMap((path): DoctorFinding[] => {
    const stats = statIfThere(path);
    if (stats === undefined) return [];
    if (!stats.isDirectory()) {
      const fix = `Move ${path} away, then run: agsec init`;
      return [{ check: 'home', level: 'open', detail: `${path} is not a folder`, fix }];
    }
    if (stats.uid === uid && (stats.mode & 0o022) === 0) return [];
    const fix = `chown ${uid} ${path}; chmod 700 ${path}`;
    return [{ check: 'home', level: 'open', detail: `other users can write in ${path}`, fix }];
  });
}

function mode(bits: number): string {
  return (bits & 0o777).toString(8).padStart(3, '0');
}
