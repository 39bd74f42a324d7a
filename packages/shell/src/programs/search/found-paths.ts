import type { Stream, Value } from '../../program.ts';
import { joinAllTaints } from '../../values/taint.ts';
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
  // What is expanded on disk knows no `**` for nothing: the root's own entries are named apart.
  const folders = [root, joinValues([root, ANY_DEPTH], separatorBehind(root))];
  const below = forms.flatMap((form) =>
    (isGlob(name) ? folders : folders.slice(1)).map((folder) => ({
      ...joinValues([folder, form], separatorBehind(folder)),
      known: root.known && name.known,
    })),
  );
  const isRoot = root.text.split('/').findLast((part) => part !== '') === name.text;
  return isRoot || (isGlob(name) && !isHere(root)) ? [root, ...below] : below;
}

/**
 * Files below `roots` that a search limits itself to by names (`--include=.env`). What a disk holds
 * is asked only for names that begin with a dot: the others are many, and rarely secrets.
 */
export function namedFiles(roots: readonly Value[], names: readonly Value[]): readonly Value[] {
  if (roots.length * names.length > MOST) return [];
  const isHidden = (name: Value) => name.text.startsWith('.');
  const hidden = foundPaths(roots, names.filter(isHidden));
  const others = names.filter((name) => !isHidden(name)).map(({ text }) => literal(text));
  const below = others.flatMap((name) =>
    roots.map((root) => joinValues([root, literal('**'), name], separatorBehind(root))),
  );
  return [...hidden, ...below];
}

/** The paths as a program prints them, each with `end` behind it. */
export function printedPaths(paths: readonly Value[], end: '\n' | '\0'): Stream {
  return {
    partial: paths.map(({ text }) => text + end).join(''),
    taint: joinAllTaints(paths.map(({ taint }) => taint)),
  };
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
