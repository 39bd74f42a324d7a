import type { Call, Effects, Stream, Value } from '../../program.ts';
import { writesDownload } from '../files/download.ts';
import { arrivalOf } from '../files/sources-and-target.ts';
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
      uploads(effects, source, to.host, transfer.recursive, to.path);
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

/** A local file is read and its bytes go to `host`, to a path there if one is known. */
export function uploads(
  effects: Effects,
  source: Value,
  host: Value,
  recursive: boolean,
  path?: Value,
): void {
  const stream = effects.reads(source);
  if (path !== undefined && path.text !== '')
    effects.action('file.write', { file_path: path }, { elsewhere: true });
  if (recursive) effects.action('file.read', { file_path: source, recursive });
  effects.action('net.connect', { host, upload: true });
  effects.sends(stream, { host });
}
