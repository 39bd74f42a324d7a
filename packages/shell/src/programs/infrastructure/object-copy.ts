import type { Call, Effects, Value } from '../../program.ts';
import { taintOfTrees } from '../archives/home-tree.ts';
import { writesDownload } from '../files/download.ts';
import { literal } from '../shapes/values.ts';

/** How a tool that copies to and from a store of objects tells the two sides apart. */
export type ObjectStore = {
  /** True for a place in the store. */
  isRemote(text: string): boolean;
  /** Host the bytes go to. */
  readonly host: string;
  /** Whole folders are copied. */
  readonly trees?: boolean;
  /** The move takes the source away. */
  readonly moves?: boolean;
};

/** What a copy between this machine and a store reads, sends and writes; `-` is a standard stream. */
export function copyObjects(
  call: Call,
  effects: Effects,
  operands: readonly Value[],
  store: ObjectStore,
): void {
  const target = operands.at(-1);
  const sources = operands.slice(0, -1);
  if (target === undefined) return;
  const host = literal(store.host);
  const { options } = call;
  const recursive =
    store.trees || ['--recursive', '-r', '-R'].some((key) => options.has(key)) || undefined;
  for (const source of sources) {
    const fromRemote = store.isRemote(source.text);
    const toRemote = store.isRemote(target.text);
    if (toRemote && !fromRemote) {
      const stream = source.text === '-' ? call.stdin : effects.reads(source);
      effects.sends({ taint: taintOfTrees(call, [source], recursive ?? false) }, { host });
      if (stream !== undefined) effects.sends(stream, { host });
      if (store.moves && source.text !== '-') effects.action('file.delete', { file_path: source });
    } else if (fromRemote && !toRemote) {
      const stream = { taint: { remote: source.text } };
      if (target.text === '-' || target.text === '/dev/stdout') effects.stdout(stream);
      else writesDownload(call, effects, { from: source, target, recursive, content: stream });
    } else if (!fromRemote && !toRemote)
      effects.action('file.copy', { file_path: source, to: target, recursive });
  }
}
