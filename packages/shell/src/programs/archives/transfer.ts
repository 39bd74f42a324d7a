import type { Call, Effects, Stream, Value } from '../../program.ts';
import { writesDownload } from '../files/download.ts';
import { arrivalOf } from '../files/sources-and-target.ts';
import { joinTaint } from '../shapes/values.ts';
import { taintOfTrees } from './home-tree.ts';
import { remotePath } from './remote-path.ts';

/** Files on their way between places, either of which may be another machine. */
type Transfer = {
  readonly sources: readonly Value[];
  readonly target: Value;
  readonly recursive: boolean;
};

/** Reports copies between local paths, what leaves this machine, and what comes to it. */
export function transfers(call: Call, effects: Effects, transfer: Transfer): void {
  const { sources, target } = transfer;
  const recursive = transfer.recursive ? true : undefined;
  const to = remotePath(target);
  const parts = { target, isFolder: sources.length > 1 };
  for (const source of sources) {
    const from = remotePath(source);
    if (from === undefined && to === undefined)
      effects.action('file.copy', {
        file_path: source,
        to: arrivalOf(call, source, parts),
        recursive,
      });
    else if (from === undefined && to !== undefined)
      uploads(call, effects, source, { ...to, recursive });
    else if (from !== undefined && to === undefined) {
      effects.action('net.connect', { host: from.host });
      const content: Stream = { taint: { remote: from.whole.text } };
      writesDownload(call, effects, {
        ...parts,
        from: from.path,
        recursive: transfer.recursive,
        content,
      });
    } else if (from !== undefined && to !== undefined) {
      effects.action('net.connect', { host: from.host });
      effects.action('net.connect', { host: to.host, upload: true });
    }
  }
  if (call.options.operands.length > 0) effects.stdout({ taint: {} });
}

/** A local file is read and its bytes go to a host, to a path there if one is known. */
export function uploads(
  call: Call,
  effects: Effects,
  source: Value,
  to: {
    readonly host: Value;
    readonly path?: Value;
    readonly recursive: true | undefined;
  },
): void {
  const { host, path } = to;
  const { taint, ...bytes } = effects.reads(source);
  const tree = taintOfTrees(call, [source], to.recursive ?? false);
  if (path !== undefined && path.text !== '')
    effects.action('file.write', { file_path: path }, { elsewhere: true });
  if (to.recursive) effects.action('file.read', { file_path: source, recursive: true });
  effects.action('net.connect', { host, upload: true });
  effects.sends({ ...bytes, taint: joinTaint(tree, taint) }, { host });
}
