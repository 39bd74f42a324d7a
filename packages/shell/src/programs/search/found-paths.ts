import type { Value } from '../../program.ts';
import { joinValues, literal, patternOf } from '../shapes/values.ts';

/** Most roots and names that are followed one by one; beyond, what was found is not known. */
const MOST = 16;

/**
 * The paths a walk below `roots` may find. A name that must fit makes a glob the runtime can expand
 * (`./**` + `/*.ts`); as `find` and unlike a shell glob takes names with a leading dot for any
 * other, such a glob comes in two forms. Without names each root itself and all below it, unknown.
 */
export function foundPaths(
  roots: readonly Value[],
  names: readonly Value[] | undefined,
): readonly Value[] {
  if (roots.length > MOST || (names?.length ?? 0) > MOST)
    return foundPaths(roots.slice(0, MOST), undefined);
  return roots.flatMap((root) =>
    names === undefined ? anythingBelow(root) : names.flatMap((name) => namedBelow(root, name)),
  );
}

function anythingBelow(root: Value): readonly Value[] {
  const below = joinValues([root, BELOW], separatorBehind(root));
  return isHere(root) ? [below] : [root, below];
}

const ANY_DEPTH: Value = { text: '**', known: true, pattern: '**', taint: {} };

/** `./**`; of it, nothing is known. */
const BELOW: Value = { text: '**', known: false, pattern: '**', taint: {} };

function namedBelow(root: Value, name: Value): readonly Value[] {
  const forms = isGlob(name) ? [...dottedForms(name)] : [literal(name.text)];
  const below = forms.map((form) => ({
    ...joinValues([joinValues([root, ANY_DEPTH], separatorBehind(root)), form], '/'),
    known: root.known && name.known,
  }));
  const isRoot = root.text.split('/').findLast((part) => part !== '') === name.text;
  return isRoot || (isGlob(name) && !isHere(root)) ? [root, ...below] : below;
}

function dottedForms(name: Value): readonly Value[] {
  // The word reached find as text: its wildcards are find's, not the shell's.
  const glob: Value = { text: name.text, known: true, pattern: name.text, taint: name.taint };
  if (!/^[*?[]/.test(name.text)) return [glob];
  const dotted = name.text.startsWith('*')
    ? `.${name.text}`
    : `.${name.text.replace(/^(?:\?|\[[^\]]*\])/, '')}`;
  return [glob, { ...glob, text: dotted, pattern: dotted }];
}

function isGlob(name: Value): boolean {
  return /[*?[]/.test(name.text) || patternOf(name) !== name.text;
}

function isHere(root: Value): boolean {
  return /^(?:\.?\/*)*$/.test(root.text) && !root.text.startsWith('/');
}

function separatorBehind(root: Value): string {
  return root.text.endsWith('/') ? '' : '/';
}
