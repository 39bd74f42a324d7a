import type { Params } from '@agsec/core';
import type { ToolOperation } from '../adapter.ts';
import { patchOperations } from './apply-patch.ts';
import type { InputReader } from './input-reader.ts';

/**
 * The actions of a patch as Copilot reads it: a carriage return alone ends a line, and blanks around
 * a path are not part of it (measured with 1.0.102). `name` is the field the patch stands in.
 */
export function copilotPatch(
  patch: string,
  cwd: string,
  input: InputReader,
  name: string,
): readonly ToolOperation[] {
  const lines = patch.replace(/\r\n?/g, '\n');
  return patchOperations(lines, cwd, input, name).map((operation) => {
    const { action } = operation;
    return { ...operation, action: { ...action, params: withoutBlanks(action.params) } };
  });
}

function withoutBlanks(params: Params): Params {
  const { file_path, to } = params;
  return {
    ...params,
    ...(typeof file_path === 'string' ? { file_path: file_path.trim() } : {}),
    ...(typeof to === 'string' ? { to: to.trim() } : {}),
  };
}
