import { readRegularFile } from '@agsec/runtime';
import { CliError } from '../context.ts';

/** Largest policy or configuration file. */
const LIMIT = 256 * 1024;

/**
 * Text of a policy or configuration file; `undefined` if there is none. Never blocks on what is no
 * regular file. Throws `CliError` for one, for a too large one, and for what is not UTF-8.
 */
export function readTextFile(path: string): string | undefined {
  try {
    const file = readRegularFile(path, LIMIT);
    if (file.kind === 'not-regular')
      throw new CliError('not-a-file', `${path} is not a regular file.`);
    if (file.kind === 'too-large')
      throw new CliError('too-large', `${path} is larger than 256 KiB.`, 'Split it.');
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file.bytes);
  } catch (error) {
    if (error instanceof TypeError) throw new CliError('not-utf8', `${path} is not UTF-8 text.`);
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
