import type { Call, Effects, Stream, Value } from '../../program.ts';
import { joinValues, literal } from '../shapes/values.ts';
import { isKnownFolder } from './sources-and-target.ts';

/** A file or a folder that comes from another machine or a container. */
export type Download = {
  /** Path it has there. */
  readonly from: Value;
  /** Where it goes here. */
  readonly target: Value;
  /** The target can only be a folder. */
  readonly isFolder?: boolean;
  /** It may be a folder with everything in it. */
  readonly recursive?: boolean | undefined;
  readonly content: Stream;
};

/**
 * Writes what arrives: at the target, and under its own name in it. Whether the target is a folder
 * is often only on disk to see, so both are reported unless one is certain.
 */
export function writesDownload(call: Call, effects: Effects, download: Download): void {
  const { target, content, recursive } = download;
  const inside = placeIn(download);
  const isFolder = download.isFolder || isKnownFolder(target, call);
  if (!isFolder || inside === undefined) effects.writes(target, content);
  if (inside !== undefined) effects.writes(inside, content);
  if (recursive) effects.action('file.write', { file_path: target, recursive });
}

/** The arriving file's name in the target; `undefined` if its name is not known. */
function placeIn({ from, target }: Download): Value | undefined {
  const name = from.text.split(/[/:]/).findLast((part) => part !== '');
  if (name === undefined || !from.known || /^\.{1,2}$|[*?[]/.test(name)) return undefined;
  return joinValues([target, literal(name)], target.text.endsWith('/') ? '' : '/');
}
