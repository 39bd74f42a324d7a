import type { Value } from '../../program.ts';
import { literal, splitValue, unknownValue, withoutPrefix } from '../shapes/values.ts';

export type Refspec = {
  /** `+`: the target is overwritten even if it holds commits the source does not. */
  readonly force: boolean;
  /** An empty source removes the target. */
  readonly delete: boolean;
  /** What is written on the other side: a branch without `refs/heads/`, anything else in full. */
  readonly target: Value;
};

/** Reads `[+][source][:target]` (gitglossary(7), "refspec"); `undefined` for one that excludes. */
export function readRefspec(word: Value): Refspec | undefined {
  if (word.text.startsWith('^')) return undefined;
  const force = word.text.startsWith('+');
  const body = force ? withoutPrefix(word, 1) : word;
  const sides = splitValue(body, ':');
  if (sides === undefined) return { force, delete: false, target: targetOf(body) };
  const [source, target] = sides;
  if (source.text === '' && target.text === '')
    return { force, delete: false, target: unknownValue() };
  return {
    force,
    delete: source.text === '',
    target: target.text === '' ? targetOf(source) : targetOf(target),
  };
}

/** `HEAD` stands for the current branch, a pattern for all that fit: neither is known here. */
function targetOf(ref: Value): Value {
  if (ref.text === 'HEAD' || ref.text === '@') return unknownValue();
  const prefix = ref.text.match(/^(?:refs\/)?heads\//)?.[0] ?? '';
  const name = withoutPrefix(ref, prefix.length);
  return name.text.includes('*') ? { ...name, known: false } : name;
}

/** `tag NAME` in a list of refspecs is short for the tag's full name. */
export function joinTagWords(words: readonly Value[]): readonly Value[] {
  const refspecs: Value[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    const next = words[index + 1];
    if (word === undefined) break;
    if (word.text === 'tag' && next !== undefined) {
      refspecs.push(literal(`refs/tags/${next.text}`));
      index += 1;
    } else refspecs.push(word);
  }
  return refspecs;
}
