import { findActionEntry, type ParamValue } from '@agsec/core';
import type { DerivedAction } from '../contract.ts';
import type { ReportedParams, ShownSecret, Stream, Value } from '../program.ts';
import { isValue } from '../values/value.ts';
import type { Frame } from './frame.ts';
import type { Recorder } from './recorder.ts';

export type EmitOptions = {
  readonly doubtful?: readonly string[];
  /** It happens on another machine although the command runs on this one (`scp x host:/y`). */
  readonly elsewhere?: boolean;
  /** Records the action in place of the recorder's own way. */
  readonly record?: (action: DerivedAction) => void;
};

/**
 * Reports that a secret of that kind is printed; gives the output that holds it. The variables of
 * another machine or a container are its configuration, and not what this machine's user keeps.
 */
export function emitShown(recorder: Recorder, frame: Frame, via: string, kind: string): Stream {
  let shown: ShownSecret | undefined;
  const record = (action: DerivedAction): void => {
    shown = recorder.shown(action);
  };
  const reported = frame.elsewhere && kind === 'environment' ? 'configuration' : kind;
  emit(recorder, frame, via, 'secret.read', { kind: reported }, { record });
  return { taint: { secret: kind }, ...(shown === undefined ? {} : { shown }) };
}

/**
 * Records one action as it would happen in `frame`: unknown parameters and globs are listed, the
 * folder is added, and where the shell may be in one of several folders a relative path is
 * reported below each of them.
 */
export function emit(
  recorder: Recorder,
  frame: Frame,
  via: string,
  name: string,
  reported: ReportedParams,
  options: EmitOptions = {},
): void {
  const { params, unknown, globs, relative } = readParams(name, reported);
  const folders = options.elsewhere
    ? [undefined]
    : relative
      ? frame.state.folders
      : frame.state.folders.slice(0, 1);
  for (const cwd of folders) {
    const action: DerivedAction = {
      name,
      params: cwd === undefined || 'cwd' in params ? params : { ...params, cwd },
      origin: 'derived',
      via: { name: via, wrappers: frame.wrappers },
      unknown,
      ...(options.doubtful?.length ? { doubtful: options.doubtful } : {}),
      ...(globs.length > 0 ? { globs } : {}),
      ...(frame.elsewhere || options.elsewhere ? { elsewhere: true } : {}),
    };
    if (options.record === undefined) recorder.action(action);
    else options.record(action);
  }
}

type ReadParams = {
  readonly params: { readonly [name: string]: ParamValue };
  readonly unknown: readonly string[];
  readonly globs: readonly string[];
  /** Some path in it depends on the folder. */
  readonly relative: boolean;
};

function readParams(action: string, reported: ReportedParams): ReadParams {
  const params: { [name: string]: ParamValue } = {};
  const unknown: string[] = [];
  const globs: string[] = [];
  let relative = false;
  const paths = pathParamsOf(action);
  for (const [key, given] of Object.entries(reported)) {
    if (given === undefined) continue;
    const words = isValue(given) ? [given] : isValueList(given) ? given : undefined;
    const isPath = paths.has(key);
    if (words === undefined) params[key] = plain(given);
    else {
      const texts = words.map((word) => textOf(word, isPath));
      params[key] = isValue(given) ? (texts[0] ?? '') : texts;
      if (words.some((word) => !word.known || (word.splits && !isPath))) unknown.push(key);
      if (isPath && words.some((word) => word.pattern !== undefined)) globs.push(key);
    }
    if (isPath && isRelative(params[key])) relative = true;
  }
  return { params, unknown, globs, relative };
}

function textOf(word: Value, isPath: boolean): string {
  return isPath ? (word.pattern ?? word.text) : word.text;
}

function isRelative(param: ParamValue | undefined): boolean {
  if (typeof param === 'string') return !/^[/~]/.test(param);
  return Array.isArray(param) && param.some((each) => isRelative(each));
}

function isValueList(given: ReportedParams[string]): given is readonly Value[] {
  return Array.isArray(given) && given.length > 0 && given.every((each) => isValue(each));
}

/** What is left after words and lists of words: plain data. */
function plain(given: ReportedParams[string]): ParamValue {
  if (given === undefined) return null;
  if (isValue(given)) return given.text;
  if (isValueList(given)) return given.map((word) => word.text);
  return isPlain(given) ? given : null;
}

function isPlain(given: ReportedParams[string]): given is ParamValue {
  return !isValue(given) && !isValueList(given);
}

const pathParamsByAction = new Map<string, ReadonlySet<string>>();

/** Parameters of an action that hold paths, as the catalogue says. */
function pathParamsOf(action: string): ReadonlySet<string> {
  const known = pathParamsByAction.get(action);
  if (known !== undefined) return known;
  const params = Object.entries(findActionEntry(action)?.params ?? {});
  const paths = params.filter(([, kind]) => kind === 'path' || kind === 'paths');
  const names: ReadonlySet<string> = new Set(paths.map(([name]) => name));
  pathParamsByAction.set(action, names);
  return names;
}
