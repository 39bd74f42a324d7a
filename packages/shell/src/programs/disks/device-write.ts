import type { Call, Effects, Stream, Value } from '../../program.ts';
import { isDevice } from './device-path.ts';

/** Reports that the content of a device is overwritten; nothing for any other path. */
export function overwritesDevice(call: Call, effects: Effects, path: Value): void {
  if (isDevice(path, call.cwd))
    effects.action('system.disk', { verb: 'overwrite', file_path: path });
}

/** Writes a file, or a device, which is then overwritten. */
export function writesFileOrDevice(
  call: Call,
  effects: Effects,
  path: Value,
  content: Stream,
  options: { readonly append?: boolean } = {},
): void {
  overwritesDevice(call, effects, path);
  effects.writes(path, content, options);
}
