import { readFileSync, readlinkSync } from 'node:fs';

/**
 * Who a process was when it took a lock. Its number alone does not say: numbers are given out again,
 * and count from one in every container.
 */
export type ProcessIdentity = {
  readonly pid: number;
  /** The space its number counts in; '' where the system does not tell. */
  readonly space: string;
  /** When it took the lock: milliseconds on the monotonic clock, which starts with the machine. */
  readonly at: number;
};

let ownSpace: string | undefined;

/** The identity of this process, now. */
export function ownIdentity(): ProcessIdentity {
  ownSpace ??= readSpace();
  return { pid: process.pid, space: ownSpace, at: monotonicMs() };
}

/** Milliseconds on a clock that no one can set; its zero is the start of the machine. */
export function monotonicMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + Math.round(nanoseconds / 1e6);
}

/**
 * Whether a process still runs: `gone` also when its number now belongs to a process that is younger
 * than the lock, or when the lock is from before the machine was started. `unknown` in another number
 * space, and where the system does not tell when a process was started.
 */
export function processStatus(identity: ProcessIdentity): 'running' | 'gone' | 'unknown' {
  const own = ownIdentity();
  if (identity.space !== own.space) return 'unknown';
  const lockAge = own.at - identity.at;
  if (lockAge < 0) return 'gone';
  if (!signalReaches(identity.pid)) return 'gone';
  const processAge = ageOfProcess(identity.pid);
  if (processAge === undefined) return 'unknown';
  return processAge + CLOCK_TICK_MS < lockAge ? 'gone' : 'running';
}

/** Start times are told in hundredths of a second (`USER_HZ`). */
const TICKS_PER_SECOND = 100;
const CLOCK_TICK_MS = 2 * (1000 / TICKS_PER_SECOND);

/** Milliseconds a process has run; 0 for one that has ended and waits for its parent. */
function ageOfProcess(pid: number): number | undefined {
  const stat = readProc(`/proc/${pid}/stat`);
  // proc(5): the name in parentheses may hold anything; after it come the fields from the third on.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (/^[ZX]$/i.test(fields[0] ?? '')) return 0;
  const started = Number(fields[19] ?? Number.NaN) / TICKS_PER_SECOND;
  const uptime = Number(readProc('/proc/uptime').split(' ')[0] || Number.NaN);
  const age = (uptime - started) * 1000;
  return Number.isFinite(age) ? age : undefined;
}

function readProc(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error) return '';
    throw error;
  }
}

function readSpace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid').replace(/[^0-9]/g, '');
  } catch (error) {
    if (error instanceof Error) return '';
    throw error;
  }
}

function signalReaches(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
