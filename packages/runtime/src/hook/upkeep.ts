import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { auditDays } from '../audit/audit-files.ts';
import { compressDays } from '../audit/compress.ts';
import { onceADay } from '../audit/daily-upkeep.ts';
import { sealDays } from '../audit/seal.ts';
import { keepUp } from '../audit/upkeep.ts';
import { agsecHome, homeLayout } from '../state/agsec-home.ts';
import type { Settings } from '../state/config.ts';
import { withinTimeLimit } from './time-limit.ts';
import { UPKEEP } from './upkeep-word.ts';

/** Time it may take, in milliseconds. What is not done by then is done another day. */
const TIME_LIMIT = 600_000;

/** Variables that say whose log it is. */
const VARIABLES = ['HOME', 'USER', 'AGSEC_HOME'] as const;

type HookStart = Pick<NodeJS.Process, 'argv' | 'env' | 'execPath'>;

/**
 * Has the log looked after by a process of its own, which neither the agent nor this process waits
 * for: it holds none of their pipes and is in no group of theirs. Nothing is started for a log that
 * has no earlier day. Throws the file system's error.
 */
export function startUpkeep({ argv, env, execPath }: HookStart): void {
  const [, program = '', , scope] = argv;
  if (!program.startsWith('/') || auditDays(homeLayout(agsecHome(env)).audit).length < 2) return;
  const own = VARIABLES.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]));
  const words = [program, UPKEEP, ...(scope === undefined ? [] : [scope])];
  const options = {
    cwd: '/',
    detached: true,
    env: Object.fromEntries(own),
    stdio: 'ignore',
  } as const;
  spawn(execPath, words, options).unref();
}

/** What the process that looks after the log does it by. */
export type UpkeepInput = {
  readonly audit: string;
  readonly now: Date;
  readonly agsec: string;
  /** What is kept; absent where nobody knows, since a configuration does not load: then all of it. */
  readonly keep?: Settings['audit'];
};

/** Seals, compresses and retires, if that was not done today, as slowly as the system likes. */
export function runUpkeep({ audit, now, agsec, keep }: UpkeepInput): void {
  setPriority(constants.priority.PRIORITY_LOW);
  const work = (): void => {
    if (keep !== undefined) {
      keepUp(audit, { now, agsec, ...keep });
      return;
    }
    sealDays(audit, { now, agsec });
    compressDays(audit, now);
  };
  withinTimeLimit(() => onceADay(audit, now, work), TIME_LIMIT);
}
