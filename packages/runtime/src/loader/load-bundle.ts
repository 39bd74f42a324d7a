import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { Script } from 'node:vm';

/** What a bundle is wrapped in: the parameters of a CommonJS module. */
type Wrapper = (
  exports: object,
  require: NodeJS.Require,
  module: { readonly exports: object },
) => void;

/**
 * Runs the CommonJS bundle `<folder>/<name>.cjs` and gives its exports. V8's compiled form lies
 * beside it as `<name>.cache`; without one, or with one of another node, the text is compiled.
 */
export function loadBundle(folder: string, name: string, require: NodeJS.Require): object {
  const script = compileBundle(folder, name, readCache(`${folder}/${name}.cache`));
  const run: Wrapper = script.runInThisContext();
  const module = { exports: {} };
  run(module.exports, require, module);
  return module.exports;
}

/** The bundle as a script that is not run yet. */
export function compileBundle(
  folder: string,
  name: string,
  cachedData: Buffer | undefined,
): Script {
  const filename = `${folder}/${name}.cjs`;
  const text = `(function(exports,require,module){${readFileSync(filename, 'utf8')}\n})`;
  return new Script(text, cachedData === undefined ? { filename } : { filename, cachedData });
}

/** Largest compiled form that is read, in bytes; several times the size of the largest there is. */
const CACHE_LIMIT = 4 * 1024 * 1024;

/** Three calls of the system in place of `readFileSync`, which looks at the file's size as well. */
function readCache(path: string): Buffer | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    const bytes = Buffer.allocUnsafeSlow(CACHE_LIMIT);
    const length = readSync(descriptor, bytes, 0, CACHE_LIMIT, 0);
    return bytes.subarray(0, length);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
