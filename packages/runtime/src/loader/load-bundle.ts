import { readFileSync } from 'node:fs';
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

/** The bundle as a script that is not run yet. Its text is ASCII, so that it is read as it stands. */
export function compileBundle(
  folder: string,
  name: string,
  cachedData: Buffer | undefined,
): Script {
  const filename = `${folder}/${name}.cjs`;
  const text = `(function(exports,require,module){${readFileSync(filename, 'latin1')}\n})`;
  return new Script(text, cachedData === undefined ? { filename } : { filename, cachedData });
}

function readCache(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
