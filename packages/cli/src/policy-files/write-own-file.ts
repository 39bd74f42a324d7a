import { rmSync } from 'node:fs';
import { acceptWritten, type HomeLayout } from '@agsec/runtime';
import { readTextFile } from './read-text-file.ts';
import { replaceText } from './replace-text.ts';

/**
 * Gives a policy or configuration file new text, or takes it away, as a person or a harmless command
 * asked for it: what is written counts at once. What somebody else changed in it before still waits
 * for `agsec policy accept`.
 */
export function writeOwnFile(home: HomeLayout, path: string, text: string | undefined): void {
  const before = readTextFile(path);
  if (text === undefined) rmSync(path, { force: true });
  else replaceText(path, text);
  acceptWritten(home, [{ path, before, after: text }], Date.now());
}
