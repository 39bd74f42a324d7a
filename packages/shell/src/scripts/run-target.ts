import { makeRecipe } from './makefile.ts';
import { packageScriptLines } from './package-script.ts';

/** A name that a file of the project gives to shell lines. */
export type Target = {
  readonly kind: 'npm-script' | 'make-target';
  readonly name: string;
};

/** The lines a target stands for in the text of its file; none if the file has no such target. */
export function targetLines(
  text: string,
  target: Target,
  args: readonly string[],
): readonly string[] {
  switch (target.kind) {
    case 'npm-script':
      return packageScriptLines(text, target.name, args) ?? [];
    case 'make-target':
      return makeRecipe(text, target.name)?.lines ?? [];
  }
}

/** Every name under which the file of a target is looked for; the first counts. */
export function targetFiles(path: string, { kind }: Target): readonly string[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const isDefault = path.slice(folder.length) === 'Makefile';
  if (kind !== 'make-target' || !isDefault) return [path];
  return ['GNUmakefile', 'makefile', 'Makefile'].map((name) => folder + name);
}
