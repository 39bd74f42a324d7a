import type { ToolOperation } from '../adapter.ts';
import type { InputReader } from './input-reader.ts';
import { applyReplacements, type Replacement } from './replacement.ts';
import { one } from './tool-operation.ts';

/** The replacement, of one place, in an input whose fields for it have these names. */
export function replacementOf(input: InputReader, from: string, to: string): Replacement {
  return { from: input.text(from), to: input.optionalText(to) ?? '', all: false };
}

/** A file that gets replacements, one after the other. */
export function replacedFile(
  file_path: string,
  cwd: string,
  replacements: readonly Replacement[],
): readonly ToolOperation[] {
  const content = replacements.map(({ to }) => to).join('\n');
  const resultingText = (current: string | undefined) => applyReplacements(current, replacements);
  return one('file.edit', { cwd, file_path, content }).map(({ action }) => ({
    action,
    resultingText,
  }));
}
