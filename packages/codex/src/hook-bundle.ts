import { fileURLToPath } from 'node:url';

/** Absolute path of the built hook of this package, to be copied by an installation. */
export function hookBundle(): string {
  return fileURLToPath(new URL('./hook.cjs', import.meta.url));
}
