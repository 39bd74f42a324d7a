import type { Value } from '../../program.ts';
import { joinValues, literal, unknownValue } from '../shapes/values.ts';

const ESCAPES: { readonly [letter: string]: string } = {
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  _: ' ',
};

/**
 * The words `env -S` makes of its string: blanks separate, quotes group, `${NAME}` is the variable
 * from before env's own assignments, `\c` ends it, `#` at a word's start is a comment (GNU
 * coreutils manual, "-S/--split-string syntax").
 */
export function splitEnvString(
  value: Value,
  env: { readonly [name: string]: Value },
): readonly Value[] {
  if (!value.known) return [{ ...unknownValue(value.taint), splits: true }];
  const words: Value[] = [];
  let parts: Value[] | undefined;
  let quote = '';
  const { text } = value;
  const add = (part: Value) => {
    parts = [...(parts ?? []), part];
  };
  const finish = () => {
    if (parts !== undefined) words.push(joinValues(parts, ''));
    parts = undefined;
  };
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charAt(index);
    if (quote === '' && /\s/.test(char)) finish();
    else if (quote === '' && char === '#' && parts === undefined) break;
    else if (char === quote) quote = '';
    else if (quote === '' && (char === '"' || char === "'")) {
      quote = char;
      add(literal(''));
    } else if (char === '\\') {
      index += 1;
      const next = text.charAt(index);
      if (next === 'c' && quote !== "'") break;
      if (next === '_' && quote === '') finish();
      else if (quote === "'" && next !== "'" && next !== '\\') add(literal(`\\${next}`));
      else add(literal(ESCAPES[next] ?? next));
    } else if (char === '$' && quote !== "'") {
      const name = /^\$\{(\w+)\}/.exec(text.slice(index, index + 258))?.[1];
      add(name === undefined ? literal(char) : (env[name] ?? unknownValue()));
      if (name !== undefined) index += name.length + 2;
    } else add(literal(char));
  }
  finish();
  return words;
}
