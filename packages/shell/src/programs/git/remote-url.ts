import type { Effects, Value } from '../../program.ts';
import { withoutPrefix } from '../shapes/values.ts';

/**
 * Runs what a repository's address makes git run: `ext::COMMAND` is a command of this machine
 * (git-remote-ext(1)); `%S` and its like stand for words git fills in.
 */
export function runsTransport(effects: Effects, address: Value | undefined): void {
  if (address?.text.startsWith('ext::'))
    effects.line(withoutPrefix(address, 'ext::'.length), { wrapper: 'git' });
}

/** Runs programs that options name for the other end, which for a local repository is this machine. */
export function runsRemotePrograms(effects: Effects, programs: readonly Value[]): void {
  for (const program of programs) effects.line(program, { wrapper: 'git' });
}
