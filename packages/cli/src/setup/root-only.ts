import { lstatSync, realpathSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { CliError } from '../context.ts';

const WRITE_BY_GROUP = 0o020;
const WRITE_BY_OTHERS = 0o002;

/** Throws `CliError` unless this process is root's. */
export function requireRoot(): void {
  if (process.getuid?.() === 0) return;
  throw new CliError(
    'needs-root',
    'The managed scope is for all users of this machine, so only root installs it.',
    'Run the same command with sudo.',
  );
}

/**
 * Throws `CliError` unless nobody but root can change or replace what is, or will be, at a path: it
 * and each folder above it belong to root and nobody else may write there. Links are followed.
 */
export function requireRootOnly(path: string, what: string): void {
  const open = openTo(path);
  if (open === undefined) return;
  throw new CliError(
    'not-root-only',
    `${what} is ${path}, and users other than root can change it through ${open}.`,
    `Make it root's alone (chown root:root ${open}; chmod go-w ${open}), or use one that is.`,
  );
}

function openTo(path: string): string | undefined {
  for (let current = path; ; current = dirname(current)) {
    const stats = lstatSync(current, { throwIfNoEntry: false });
    if (stats?.isSymbolicLink()) {
      const open = stats.uid === 0 ? openTo(realpathSync(current)) : current;
      if (open !== undefined) return open;
    } else if (stats !== undefined && !isRootOnly(stats)) return current;
    if (dirname(current) === current) return undefined;
  }
}

function isRootOnly({ uid, gid, mode }: Stats): boolean {
  if (uid !== 0 || (mode & WRITE_BY_OTHERS) !== 0) return false;
  return gid === 0 || (mode & WRITE_BY_GROUP) === 0;
}
