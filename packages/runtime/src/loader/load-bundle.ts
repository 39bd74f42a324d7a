import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { isInTable, readKnown } from './known-file.ts';

/** What a bundle is wrapped in: the parameters of a CommonJS module. */
type Wrapper = (
  exports: object,
  require: NodeJS.Require,
  module: { readonly exports: object },
) => void;

/** Where bundles are, what is known of the files there (`readKnown`), and the program that knows it. */
type BundleFolder = {
  readonly path: string;
  readonly table: string;
  readonly loader: string;
};

/**
 * Runs the CommonJS bundle `<folder>/<name>.cjs` and gives its exports. V8's compiled form lies
 * beside it as `<name>.cache`; without one, or with one of another node, the text is compiled.
 * Throws `ChangedFile` for a file that is not the one that was installed; compiled code that an
 * installation has exchanged since this process began is done without.
 */
export function loadBundle(
  { path, table, loader }: BundleFolder,
  name: string,
  require: NodeJS.Require,
): object {
  const read = (file: string): Buffer => readKnown(path, file, table, require);
  const text = read(`${name}.cjs`).toString();
  const run: Wrapper = scriptOf(`${path}/${name}.cjs`, text, compiled()).runInThisContext();
  const module = { exports: {} };
  run(module.exports, require, module);
  return module.exports;

  function compiled(): Buffer | undefined {
    const file = `${name}.cache`;
    if (!isInTable(table, file)) return undefined;
    try {
      return read(file);
    } catch (error) {
      const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (isGone || !readFileSync(loader, 'latin1').includes(table)) return undefined;
      throw error;
    }
  }
}

/** A bundle that nobody has compiled yet, as a script that is not run yet. */
export function compileBundle(folder: string, name: string): Script {
  const filename = `${folder}/${name}.cjs`;
  return scriptOf(filename, readFileSync(filename, 'latin1'), undefined);
}

/** An installed bundle is ASCII, so that its bytes are its characters. */
function scriptOf(filename: string, text: string, cachedData: Buffer | undefined): Script {
  const wrapped = `(function(exports,require,module){${text}\n})`;
  return new Script(wrapped, cachedData === undefined ? { filename } : { filename, cachedData });
}
