import { existsSync, realpathSync } from 'node:fs';
import { replaceFile } from '@agsec/runtime';

/** Gives a file of the state folder new text in one step; through a symbolic link, the file it names. */
export function replaceText(path: string, text: string): void {
  replaceFile(existsSync(path) ? realpathSync(path) : path, text, { durable: true });
}
