import { accessSync, constants, realpathSync } from 'node:fs';
import type { DoctorFinding, Place, Scope } from '../adapter.ts';
import { replaceableThrough, statIfThere } from './private-path.ts';

/** Whether the node that runs the hook is there, and that nobody else can put another in its place. */
export function checkNode({ node }: Place, scope: Scope, uid: number): readonly DoctorFinding[] {
  const check = 'node';
  const fix = 'agsec install again, with a node that stays where it is';
  const stats = statIfThere(node);
  if (stats === undefined || !stats.isFile() || !isExecutable(node)) {
    const detail = `${node}, which the hook runs with, is not a program; every call is denied`;
    return [{ check, level: 'open', detail, fix }];
  }
  const real = realpathSync(node);
  // Whoever may write for the managed scope is root alone.
  const owner = scope === 'managed' ? { uid: 0, strict: true } : { uid, strict: false };
  const open = replaceableThrough(node, owner) ?? replaceableThrough(real, owner);
  if (open === undefined) return [{ check, level: 'ok', detail: `the hook runs with ${node}` }];
  const who = scope === 'managed' ? 'users other than root' : 'other users';
  const detail = `${who} can write ${open}, and so replace the node that the hook runs with`;
  return [
    {
      check,
      level: 'open',
      detail,
      fix: `Use a node that only its owner can write, or chmod go-w ${open}`,
    },
  ];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}
