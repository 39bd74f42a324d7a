import type { Taint, Value } from '../../program.ts';
import { secretKind } from '../../secrets/secret-path.ts';
import { CLEAN, joinTaints } from '../../values/taint.ts';
import { joinWords, literal } from '../../values/value.ts';
import type { ApiCall, ApiEntry } from '../interpret/knowledge.ts';
import {
  asWord,
  instance,
  list,
  listWords,
  type Thing,
  taintOf,
  truth,
  unknownThing,
  word,
  wordOf,
  wordsOf,
} from '../interpret/thing.ts';

/** Where a call has its argument: at a place, or under one of these names. */
export type At = number | readonly [index: number, ...names: string[]];

function pick(call: ApiCall, at: At): Thing {
  return typeof at === 'number' ? call.need(at) : call.need(...at);
}

/** The taint of what stands in a file of that name. */
export function fileTaint(path: Value): Taint {
  const kind = secretKind(path.text);
  return kind === undefined ? CLEAN : { secret: kind };
}

/** Reports a read of each path; gives what was read. */
export function readFile(call: ApiCall, paths: readonly Value[]): Thing {
  let taint: Taint = CLEAN;
  for (const path of paths) {
    call.findings.action('file.read', { file_path: path });
    taint = joinTaints(taint, joinTaints(path.taint, fileTaint(path)));
  }
  return unknownThing(taint);
}

/** `readFileSync(path)` and its like. */
export function reads(at: At): ApiEntry {
  return (call) => readFile(call, wordsOf(pick(call, at)));
}

export function writes(at: At, content?: At): ApiEntry {
  return (call) => {
    const text = content === undefined ? undefined : asWord(pick(call, content));
    for (const path of wordsOf(pick(call, at)))
      call.findings.action('file.write', {
        file_path: path,
        ...(text?.known ? { content: text.text } : {}),
      });
    return undefined;
  };
}

/** Deletes one path, or each of a list, or all arguments. */
export function deletes(
  at: At,
  options: { readonly recursive?: boolean; readonly all?: true } = {},
): ApiEntry {
  return (call) => {
    const things = options.all
      ? call.args.filter((arg) => arg.kind !== 'function')
      : [pick(call, at)];
    for (const thing of things)
      for (const path of listWords(thing) ?? wordsOf(thing))
        call.findings.action('file.delete', {
          file_path: path,
          ...(options.recursive ? { recursive: true } : {}),
        });
    return undefined;
  };
}

function pairs(action: string, from: At, to: At): ApiEntry {
  return (call) => {
    const target = asWord(pick(call, to));
    for (const path of wordsOf(pick(call, from)))
      call.findings.action(action, { file_path: path, to: target });
    return undefined;
  };
}

export const moves = (from: At = 0, to: At = 1): ApiEntry => pairs('file.move', from, to);
export const copies = (from: At = 0, to: At = 1): ApiEntry => pairs('file.copy', from, to);
/** A link is made at the second path and points to the first. */
export const links = (target: At = 0, link: At = 1): ApiEntry => pairs('file.link', link, target);

export function changesMode(at: At, mode?: At): ApiEntry {
  return (call) => {
    const word = mode === undefined ? undefined : asWord(pick(call, mode));
    const octal = word?.known ? Number(word.text) : Number.NaN;
    for (const path of wordsOf(pick(call, at)))
      call.findings.action('file.chmod', {
        file_path: path,
        ...(Number.isFinite(octal) ? { mode: octal.toString(8) } : {}),
      });
    return undefined;
  };
}

/** Lists a folder; gives what its names may be. */
export function lists(at: At): ApiEntry {
  return (call) => {
    const paths = call.args.length === 0 ? [literal('.')] : wordsOf(pick(call, at));
    for (const path of paths) call.findings.action('file.list', { file_path: path });
    return list([unknownThing()]);
  };
}

/** Finds files by a pattern; gives paths that fit it. */
export function globs(at: At): ApiEntry {
  return (call) =>
    list(
      wordsOf(pick(call, at)).map((pattern) =>
        wordOf({ ...pattern, known: false, pattern: pattern.text }),
      ),
    );
}

/** Hands text to a shell. Gives its output, of which only the origin is known. */
export function runsLine(at: At): ApiEntry {
  return (call) => {
    const thing = pick(call, at);
    for (const text of wordsOf(thing)) call.findings.line(text);
    return unknownThing(taintOf(thing));
  };
}

/** Ruby's and Perl's `system`: one text is a line, several are words. */
export function runsLineOrWords(call: ApiCall): Thing | undefined {
  const args = call.args.filter((arg) => arg.kind !== 'function' && arg.kind !== 'record');
  const [first] = args;
  if (first === undefined) return undefined;
  if (first.kind === 'list') call.findings.argv(first.items.map(asWord));
  else if (args.length > 1) call.findings.argv(args.map(asWord));
  else for (const text of wordsOf(first)) call.findings.line(text);
  return unknownThing(taintOf(first));
}

/** Runs text as code of the same language. */
export function runsCode(at: At): ApiEntry {
  return (call) => {
    call.runCode(pick(call, at));
    return undefined;
  };
}

/** Runs a file as code of the same language. */
export function runsFile(at: At): ApiEntry {
  return (call) => {
    for (const path of wordsOf(pick(call, at)))
      call.findings.action('file.read', { file_path: path });
    call.findings.unknown('script-body');
    return undefined;
  };
}

/** Host, port and method of a request. */
export function reportRequest(
  call: ApiCall,
  request: {
    readonly url: Value;
    readonly method: string | undefined;
    readonly sent?: Thing | undefined;
  },
): Thing {
  const { url, sent } = request;
  const target = /^(?:[a-z]+:)?\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#]*)(?::(\d+))?/i.exec(url.text);
  const host = target?.[1];
  if (/^file:/i.test(url.text))
    return readFile(call, [{ ...url, text: url.text.replace(/^file:(?:\/\/[^/]*)?/i, '') }]);
  call.findings.action('web.fetch', {
    url,
    host: host === undefined || host === '' ? undefined : host,
    port: target?.[2] === undefined ? undefined : Number(target[2]),
    method: (request.method ?? 'GET').toUpperCase(),
    upload: sent !== undefined && truth(sent) !== false,
  });
  const taint = joinTaints(url.taint, sent === undefined ? CLEAN : taintOf(sent));
  call.findings.sends(taint, { url });
  return instance('response', unknownThing(), { remote: url.text });
}

/** Shows its arguments to whoever reads the output. */
export function shows(call: ApiCall): Thing | undefined {
  call.findings.shows([...call.args, ...call.named.values()].map(taintOf));
  return undefined;
}

/** Text decoded from another form: computed when it is constant, else marked as decoded. */
export function decodes(at: At, decode: (text: string) => string | undefined): ApiEntry {
  return (call) => {
    const thing = pick(call, at);
    const text = asWord(thing);
    const decoded = text.known ? decode(text.text) : undefined;
    const taint = joinTaints(taintOf(thing), { decoded: true });
    return decoded === undefined ? unknownThing(taint) : word(decoded, taint);
  };
}

export function base64(text: string): string | undefined {
  const compact = text.replace(/\s/g, '').replaceAll('-', '+').replaceAll('_', '/');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) return undefined;
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const character of compact.replace(/=+$/, '')) {
    held = (held << 6) | BASE64.indexOf(character);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
  }
  return fromBytes(bytes);
}

export function hex(text: string): string | undefined {
  if (!/^(?:[0-9a-fA-F]{2})*$/.test(text)) return undefined;
  return fromBytes((text.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)));
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function fromBytes(bytes: readonly number[]): string {
  return bytes.map((byte) => String.fromCharCode(byte)).join('');
}

/** The path an object stands for, with more segments behind it. */
export function joinedPath(parts: readonly Thing[]): Thing {
  const words = parts.map(asWord);
  const lastAbsolute = words.findLastIndex((each) => each.text.startsWith('/'));
  return wordOf(joinWords(words.slice(Math.max(0, lastAbsolute)), '/'));
}
