import type { Call, Value } from '../../program.ts';
import { literal } from '../shapes/values.ts';

/** Letters of tar's old style that take a word of their own. */
const TAKES_WORD = 'fCTXbgHVIKNLF';

/**
 * The words of a tar call in one style: `TAR_OPTIONS` before them, and the old style's first word
 * (`xzf archive`), whose letters take the words behind it in turn, written out as options.
 */
export function tarWords(call: Call): readonly Value[] {
  const fromEnvironment = call.env['TAR_OPTIONS'];
  const before =
    fromEnvironment === undefined
      ? []
      : fromEnvironment.text
          .split(/\s+/)
          .filter((word) => word !== '')
          .map((text) => ({ ...fromEnvironment, text }));
  const [bundle, ...rest] = call.args;
  if (bundle === undefined || !/^[A-Za-z]+$/.test(bundle.text)) return [...before, ...call.args];
  const words: Value[] = [];
  for (const letter of bundle.text) {
    words.push(literal(`-${letter}`));
    if (!TAKES_WORD.includes(letter)) continue;
    const value = rest.shift();
    if (value !== undefined) words.push(value);
  }
  return [...before, ...words, ...rest];
}
