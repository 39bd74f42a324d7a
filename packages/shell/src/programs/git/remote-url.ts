import type { Effects, Value } from '../../program.ts';
import { joinValues, literal, withoutPrefix } from '../shapes/values.ts';

/**
 * Runs what a repository's address makes git run: `ext::COMMAND` is a command of this machine
 * (git-remote-ext(1)); `%S` and its like stand for words git fills in.
 */
export function runsTransport(effects: Effects, address: Value | undefined): void {
  if (address?.text.startsWith('ext::'))
    effects.line(withoutPrefix(address, 'ext::'.length), { wrapper: 'git' });
}

/** Git's own programs for the other end, wherever they are installed there. */
const OWN_PROGRAM = /^(?:[\w./~-]*\/)?git(?:[- ])(?:upload-pack|receive-pack|upload-archive)$/;

/**
 * Runs programs that options name for the other end, which for a local repository is this machine.
 * Gives them as settings, but for git's own.
 */
export function runsRemotePrograms(effects: Effects, programs: readonly Value[]): readonly Value[] {
  for (const program of programs) effects.line(program, { wrapper: 'git' });
  return programs
    .filter(({ text }) => !OWN_PROGRAM.test(text))
    .map((program) => joinValues([literal('uploadpack'), program], '='));
}
