import type { Call, Effects, Value } from '../../program.ts';
import { literal } from '../shapes/values.ts';
import type { EditorPower } from './ex-commands.ts';

/** Reports what commands given to an editor would do. */
export function performs(
  call: Call,
  effects: Effects,
  source: Value,
  powers: readonly EditorPower[],
): void {
  const wrapper = call.name;
  for (const power of powers)
    switch (power.kind) {
      case 'run':
        effects.line(wordOf(source, power.command), { wrapper });
        break;
      case 'read':
        effects.reads(wordOf(source, power.file));
        break;
      case 'write':
        effects.action('file.write', { file_path: wordOf(source, power.file) });
        break;
      case 'delete':
        effects.action('file.delete', { file_path: wordOf(source, power.file) });
        break;
      case 'code':
        effects.code(power.language, wordOf(source, power.code), 'inline');
        break;
      case 'script':
        effects.reads(wordOf(source, power.file));
        effects.unknown('script-body');
        break;
      case 'dynamic':
        effects.unknown('dynamic-code');
    }
}

/** Commands that flow in on standard input: read if constant, else not known. */
export function commandsFromStdin(call: Call, effects: Effects): Value | undefined {
  const { stdin } = call;
  if (stdin === undefined) return undefined;
  if (stdin.taint.remote !== undefined) effects.unknown('remote-code');
  if (stdin.text !== undefined) return literal(stdin.text, stdin.taint);
  effects.unknown('dynamic-code');
  return undefined;
}

/** Each file is edited, or only read. */
export function edits(effects: Effects, files: readonly Value[], readOnly: boolean): void {
  for (const file of files)
    effects.action(readOnly ? 'file.read' : 'file.edit', { file_path: file });
}

function wordOf(source: Value, text: string): Value {
  const known = source.known || !text.includes('*');
  return known ? literal(text, source.taint) : { text, known, pattern: text, taint: source.taint };
}
