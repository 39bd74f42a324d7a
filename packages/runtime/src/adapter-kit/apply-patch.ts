import { type PatchChange, parseApplyPatch, patchedText } from '@agsec/core';
import type { ToolOperation } from '../adapter.ts';
import type { InputReader } from './input-reader.ts';

export { parseApplyPatch };

/**
 * The actions of a patch in the language of `apply_patch`, one for each file it touches, so that a
 * policy about a file does not depend on what the file is changed with. A patch that cannot be read
 * to its end has none, and `input` notes why under `name`, the field it stands in.
 */
export function patchOperations(
  patch: string,
  cwd: string,
  input: InputReader,
  name: string = 'tool_input.command',
): readonly ToolOperation[] {
  const parsed = parseApplyPatch(patch);
  if (!parsed.ok) {
    input.refuse(`${name} is no patch: line ${parsed.line}: ${parsed.message}`);
    return [];
  }
  if (parsed.changes.length === 0) input.refuse(`${name} is a patch without files`);
  return parsed.changes.map((change) => patchOperation(change, cwd));
}

function patchOperation(change: PatchChange, cwd: string): ToolOperation {
  const file_path = change.path;
  const action = (name: string, params: { readonly [name: string]: string } = {}) =>
    ({ name, params: { cwd, file_path, ...params }, origin: 'tool', unknown: [] }) as const;
  switch (change.kind) {
    case 'add':
      return { action: action('file.write', { content: change.content }) };
    case 'delete':
      return { action: action('file.delete') };
    case 'update': {
      const { chunks, moveTo } = change;
      const resultingText = (current: string | undefined) => patchedText(current, chunks);
      if (moveTo !== undefined)
        return { action: action('file.move', { to: moveTo }), resultingText };
      const content = chunks.flatMap(({ after }) => after).join('\n');
      return { action: action('file.edit', { content }), resultingText };
    }
  }
}
