import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** Longest chain of parents that is followed. */
const MAX_ANCESTORS = 64;

/** Runtimes whose first argument says what the program is. */
const RUNTIMES = new Set(['node', 'nodejs', 'bun', 'deno']);

type ProcessEntry = { readonly parent: number; readonly names: readonly string[] };

/** Names of a process and of those it runs below, nearest first; empty where they cannot be read. */
export function ancestorPrograms(from: number): readonly string[] {
  const entryOf = existsSync('/proc/self/stat') ? readProc : processList();
  const names: string[] = [];
  let pid = from;
  for (let step = 0; step < MAX_ANCESTORS && pid > 1; step += 1) {
    const entry = entryOf(pid);
    if (entry === undefined) break;
    names.push(...entry.names);
    pid = entry.parent;
  }
  return names;
}

/** From Linux' `/proc`. */
function readProc(pid: number): ProcessEntry | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may itself hold brackets and spaces.
    const end = stat.lastIndexOf(')');
    const parent = Number(stat.slice(end + 2).split(' ')[1]);
    if (!Number.isInteger(parent)) return undefined;
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return { parent, names: [stat.slice(stat.indexOf('(') + 1, end), ...programNames(words)] };
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

/** From `ps`, on systems without `/proc`. */
function processList(): (pid: number) => ProcessEntry | undefined {
  const { stdout } = spawnSync('/bin/ps', ['-A', '-o', 'pid=,ppid=,args='], {
    encoding: 'utf8',
    timeout: 5000,
  });
  const entries = new Map<number, ProcessEntry>();
  for (const line of (stdout ?? '').split('\n')) {
    const [, pid, parent, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    entries.set(Number(pid), { parent: Number(parent), names: programNames(args.split(' ')) });
  }
  return (pid) => entries.get(pid);
}

/** What a command line starts: the program, and the script and npm package a runtime was given. */
export function programNames([program = '', script = '']: readonly string[]): readonly string[] {
  const name = basename(program);
  const names = name === '' ? [] : [name];
  if (!RUNTIMES.has(name) || script === '' || script.startsWith('-')) return names;
  const [, packaged] = /\/node_modules\/(?:@[^/]+\/)?([^/]+)\//.exec(script) ?? [];
  const scriptName = basename(script).replace(/\.[cm]?js$/, '');
  return [...names, scriptName, ...(packaged === undefined ? [] : [packaged])];
}
