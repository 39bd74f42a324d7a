import type { Value } from '../../program.ts';
import { literal } from '../shapes/values.ts';

/**
 * The words a curl configuration file stands for (curl(1), `--config`): one option a line, with or
 * without dashes, its value after blanks, `=` or `:`, perhaps in double quotes.
 */
export function configWords(text: string): readonly Value[] {
  const words: Value[] = [];
  for (const line of text.split('\n')) {
    const match = /^\s*(-{0,2})([\w.:#-]+)(?:\s*[=:]\s*|\s+|$)(.*)$/.exec(line);
    if (match === null || line.trimStart().startsWith('#')) continue;
    const [, dashes = '', name = '', value = ''] = match;
    words.push(literal(dashes === '' ? `--${name}` : `${dashes}${name}`));
    const quoted = /^"((?:\\.|[^"\\])*)"/.exec(value.trim())?.[1];
    if (quoted !== undefined) words.push(literal(quoted.replace(/\\(.)/g, '$1')));
    else if (value.trim() !== '') words.push(literal(value.trim()));
  }
  return words;
}
