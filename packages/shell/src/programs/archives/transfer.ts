import type { Call, Effects, Taint, Value } from '../../program.ts';
import { joinValues, literal } from '../shapes/values.ts';
import { type RemotePath, remotePath } from './remote-path.ts';

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
  for (const source of sources) {
    const from = remotePath(source);
    if (from === undefined && to === undefined)
      effects.action('file.copy', { file_path: source, to: target, recursive });
    else if (from === undefined && to !== undefined)
      uploads(effects, source, to.host, transfer.recursive, to.path);
    else if (from !== undefined && to === undefined)
      downloads(effects, from, target, transfer.recursive);
    else if (from !== undefined && to !== undefined) {
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

/** A remote file is written to `target`, or into it if that is a folder. */
function downloads(effects: Effects, from: RemotePath, target: Value, recursive: boolean): void {
  effects.action('net.connect', { host: from.host });
  const taint: Taint = { remote: from.whole.text };
  effects.writes(placeOf(from, target), { taint });
  if (recursive) effects.action('file.write', { file_path: target, recursive });
}

function placeOf(from: RemotePath, target: Value): Value {
  if (!/(?:^|\/)\.{0,2}$/.test(target.text) && target.text !== '') return target;
  const name = from.path.text.split('/').findLast((part) => part !== '');
  if (name === undefined) return target;
  return joinValues([target, literal(name)], target.text.endsWith('/') ? '' : '/');
}
