import { parse } from 'unbash';
import type { Value } from '../program.ts';
import { expandHereDoc } from './expand-word.ts';
import type { Expansion } from './expansion.ts';
import { unknownValue } from './value.ts';

/** `${x@P}`: the text as a prompt is shown, for which the substitutions in it run. */
export function expandPrompt(value: Value, expansion: Expansion): Value {
  const { text, known, taint } = value;
  if (!/[`$\\]/.test(text)) return value;
  let end = '_';
  while (text.includes(end)) end += '_';
  const [statement] = parse(`:<<${end}\n${text}\n${end}\n`).commands;
  const command = statement?.command;
  const [document] = command?.type === 'Command' ? command.redirects : [];
  if (document?.type !== 'HereDoc' || document.body.parts === undefined) return unknownValue(taint);
  const shown = expandHereDoc(document.body.parts, document.body.text, expansion);
  // A backslash may stand for the host, the folder, the time.
  if (!known || !shown.known || text.includes('\\')) return unknownValue(shown.taint);
  return { ...shown, text: shown.text.replace(/\n$/, '') };
}
