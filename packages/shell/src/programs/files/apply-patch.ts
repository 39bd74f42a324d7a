import { type PatchChange, parseApplyPatch } from '@agsec/core';
import type { Call, Effects, Stream, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { literal, streamOfValue, unknownValue } from '../shapes/values.ts';
import { NOTHING_TOLD } from './reading.ts';

/**
 * `apply_patch [PATCH]`: Codex puts it on the PATH of its shell, and takes a line that is nothing but
 * a call of it with a here-document for a call of its own tool.
 */
export const APPLY_PATCH = defineProgram({
  names: ['apply_patch', 'applypatch'],
  summary: 'every file its operand or standard input names: added, changed, moved, deleted',
  options: {},
  describe(call, effects) {
    const [operand] = call.args;
    const patch = operand === undefined ? (call.stdin ?? NOTHING_TOLD) : streamOfValue(operand);
    effects.stdout(NOTHING_TOLD);
    if (patch.text === undefined) reportUnknownFiles(effects);
    const text = patch.text ?? patch.partial;
    if (text === undefined) return;
    const parsed = parseApplyPatch(text);
    if (!parsed.ok) effects.unknown('parse-error');
    else for (const change of parsed.changes) report(change, { call, effects, patch });
  },
});

/** What is not known of a patch may be more files. */
function reportUnknownFiles(effects: Effects): void {
  effects.action('file.write', { file_path: unknownValue() });
  effects.action('file.delete', { file_path: unknownValue() });
}

type Place = { readonly call: Call; readonly effects: Effects; readonly patch: Stream };

function report(change: PatchChange, { call, effects, patch }: Place): void {
  const file_path = pathOf(change.path, call, patch);
  switch (change.kind) {
    case 'add':
      effects.writes(file_path, contentOf(change.content, patch));
      return;
    case 'delete':
      effects.action('file.delete', { file_path });
      return;
    case 'update': {
      const content = change.chunks.flatMap(({ after }) => after).join('\n');
      if (change.moveTo === undefined) {
        effects.action('file.edit', { file_path, content });
        return;
      }
      const to = pathOf(change.moveTo, call, patch);
      effects.action('file.move', { file_path, to });
      effects.action('file.edit', { file_path: to, content });
    }
  }
}

/** A path as the program reads it: it opens a leading tilde itself (measured with Codex 0.169). */
function pathOf(path: string, { home }: Call, patch: Stream): Value {
  const opened = path === '~' || path.startsWith('~/');
  if (opened && home === undefined) return unknownValue();
  const text = opened ? `${home}${path.slice(1)}` : path;
  const isKnown = patch.text !== undefined || !path.includes('*');
  return isKnown ? literal(text) : { text, known: false, pattern: text, taint: patch.taint };
}

function contentOf(text: string, { text: whole, taint }: Stream): Stream {
  return whole === undefined && text.includes('*') ? { partial: text, taint } : { text, taint };
}
