import { arm64Code } from './arm64-code.ts';
import { elfFile } from './elf-file.ts';
import { withOwnWords } from './own-words.ts';
import { x64Code } from './x64-code.ts';

/**
 * A program of about 600 bytes for Linux that starts another one and answers for it:
 * `clean-exec A=1 B=2 -- /usr/bin/node x.cjs` runs node with these two variables and no others. It
 * ends with status 0 or 2 as the program does, or as the program said it would, by one byte on
 * `STATUS_DESCRIPTOR`: it is then killed, since all it has left to do is to take itself down. Whatever
 * else becomes of the program (it is not there, crashes, is killed, says or ends otherwise, or does not
 * end within `seconds`) is status 2, and a line on stderr. When it ends, or is killed itself, the kernel kills the program, stopped or not. The seconds
 * begin anew with each SIGURG, by which a program says that it waits for a person; to a process that
 * does not know it, that signal is nothing.
 *
 * It takes the place of a shell with `env -i` and of a second process that waits and kills, whose
 * start is a tenth of node's. And it is static: the kernel starts it without the dynamic linker, so
 * that `LD_PRELOAD` in a repository's settings, which an agent hands to its hooks, does nothing. Any
 * dynamically linked program (`sh`, `env`, `node`) would run that code before its own first line.
 *
 * Started without any argument it takes `ownWords` for its arguments.
 */
export function cleanExec(
  os: string,
  architecture: string,
  seconds: number,
  ownWords: readonly string[] = [],
): Uint8Array | undefined {
  if (!hasCleanExec(os, architecture)) return undefined;
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 255) {
    throw new RangeError('a program may run for 1 to 255 seconds');
  }
  const text = new TextEncoder().encode('agsec: hook unavailable\n');
  const code = architecture === 'x64' ? x64Code(seconds, text) : arm64Code(seconds, text);
  return elfFile(withOwnWords(code, ownWords));
}

/** True if there is such a program for a system. */
export function hasCleanExec(os: string, architecture: string): boolean {
  return os === 'linux' && (architecture === 'x64' || architecture === 'arm64');
}
