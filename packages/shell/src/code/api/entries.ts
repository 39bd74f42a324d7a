import type { Taint, Value } from '../../program.ts';
import { secretKind } from '../../secrets/secret-path.ts';
import { CLEAN, joinAllTaints, joinTaints } from '../../values/taint.ts';
import { joinWords, literal, unknownValue } from '../../values/value.ts';
import type { ApiCall, ApiEntry } from '../interpret/knowledge.ts';
import {
  asWord,
  choice,
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

/** Reports a read of each path; gives what was read, if the line itself or the code wrote it. */
export function readFile(call: ApiCall, paths: readonly Value[]): Thing {
  let taint: Taint = CLEAN;
  let text: string | undefined;
  for (const path of paths) {
    call.findings.action('file.read', { file_path: path });
    const content = call.findings.contentOf(path);
    text = paths.length === 1 ? content?.text : undefined;
    taint = joinAllTaints([taint, path.taint, fileTaint(path), content?.taint ?? CLEAN]);
  }
  return text === undefined ? unknownThing(taint) : word(text, taint);
}

/** A file that is open: what is written to it later goes to these paths, what is read is this. */
export function openedFile(paths: readonly Value[], content: Thing = unknownThing()): Thing {
  return instance('file', choice(paths.map(wordOf)), taintOf(content));
}

/** `open(path, 'w')`: what the file then holds is what is written to it. */
export function opensToWrite(
  call: ApiCall,
  paths: readonly Value[],
  options: { readonly append?: true } = {},
): void {
  for (const path of paths) {
    call.findings.writes(path, undefined, options);
    if (options.append === undefined) call.findings.empties(path);
  }
}

/** `file.write(text)`, and the like of any number of arguments. */
export function writesOpen(call: ApiCall): undefined {
  const content =
    call.args.length === 1 ? asWord(call.need(0)) : unknownValue(taintOf(list(call.args)));
  addToOpen(call, call.receiver, content);
}

/** `json.dump(data, file)`: what is written is not known but for where it comes from. */
export function writesOpenAt(at: At, from: At): ApiEntry {
  return (call) => {
    addToOpen(call, pick(call, at), unknownValue(taintOf(pick(call, from))));
    return undefined;
  };
}

/** What is written to a file that is open, or to a program that runs. */
export function addToOpen(call: ApiCall, target: Thing, content: Value): void {
  const options = target.kind === 'choice' ? target.options : [target];
  for (const open of options) {
    if (open.kind !== 'instance') continue;
    if (open.type === 'file')
      for (const path of wordsOf(open.of)) call.findings.adds(path, content);
    if (open.type === 'process') feed(call, open.of, content);
    if (open.type === 'socket') call.findings.sends(content.taint, { host: asWord(open.of) });
  }
}

/** A program that was started: a list of words, or a line for a shell. */
export function started(command: Thing): Thing {
  return instance('process', command);
}

/** What the code writes to the standard input of a program it started. */
export function feed(call: ApiCall, command: Thing, stdin: Value): void {
  const words = listWords(command);
  if (words !== undefined) call.findings.argv(words, undefined, stdin);
  else for (const text of wordsOf(command)) call.findings.line(text, undefined, stdin);
}

/** `process.communicate(input)`, `pipe.write(text)`. */
export function feeds(call: ApiCall): Thing {
  addToOpen(call, call.receiver, asWord(call.need(0, 'input')));
  return unknownThing(taintOf(call.receiver));
}

/** What an archive holds goes to a folder; where the archive comes from, its files come from. */
export function unpacks(call: ApiCall, folders: readonly Value[], taint: Taint): undefined {
  for (const folder of folders) {
    call.findings.action('file.write', { file_path: folder, recursive: true });
    if (taint.remote !== undefined) call.findings.holds(folder, unknownValue(taint));
  }
}

/** A program started without waiting for it. */
export function aside(entry: ApiEntry): ApiEntry {
  return (call) => {
    call.findings.cycles.noteStart();
    return entry(call);
  };
}

/** `fork()`: a copy of the process goes on with the same code. */
export function copiesProcess(call: ApiCall): Thing {
  call.findings.cycles.noteCopy();
  return unknownThing();
}

/** Gives the function it is given back, so that it is called by whoever calls the result. */
export function givesBack(at: number): ApiEntry {
  return (call) => {
    call.keepsCallbacks = true;
    return call.need(at);
  };
}

/** Functions of the C library, of an object that makes them callable (`ctypes.CDLL`, `ffi.C`). */
export function nativeCalls(type: string): { readonly [name: string]: ApiEntry } {
  return {
    [`${type}#system`]: runsLine(0),
    [`${type}#popen`]: runsLine(0),
    [`${type}#unlink`]: deletes(0),
    [`${type}#remove`]: deletes(0),
    [`${type}#rmdir`]: deletes(0),
    [`${type}#rename`]: moves(),
    [`${type}#fork`]: copiesProcess,
    [`${type}#execl`]: runsNative,
    [`${type}#execlp`]: runsNative,
    [`${type}#syscall`]: runsUnread,
  };
}

/** `execl(path, name, …, NULL)`: the words begin with the name the program is to see. */
function runsNative(call: ApiCall): undefined {
  const words = call.args.slice(2).map(asWord);
  const last = words.at(-1);
  const isEnded = last !== undefined && /^(?:None|null|nil|0)$/.test(last.text);
  call.findings.argv([call.word(0), ...(isEnded ? words.slice(0, -1) : words)]);
}

/** Does what nobody can tell from its words (`syscall(87, …)`). */
export function runsUnread(call: ApiCall): undefined {
  call.findings.unknown('dynamic-code');
}

/** `readFileSync(path)` and its like. */
export function reads(at: At): ApiEntry {
  return (call) => readFile(call, wordsOf(pick(call, at)));
}

export function writes(at: At, content?: At): ApiEntry {
  return (call) => {
    const text = content === undefined ? undefined : asWord(pick(call, content));
    for (const path of wordsOf(pick(call, at))) call.findings.writes(path, text);
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
    return started(thing);
  };
}

/** Ruby's and Perl's `system`: one text is a line, several are words. */
export function runsLineOrWords(call: ApiCall): Thing | undefined {
  const args = call.args.filter((arg) => arg.kind !== 'function' && arg.kind !== 'record');
  const [first] = args;
  if (first === undefined) return undefined;
  // The first word may be given with the name the program is to see for itself.
  const program = first.kind === 'list' ? (first.items[0] ?? first) : first;
  if (args.length > 1) {
    const words = [program, ...args.slice(1)].map(asWord);
    call.findings.argv(words);
    return started(list([program, ...args.slice(1)]));
  }
  if (first.kind === 'list') call.findings.argv(first.items.map(asWord));
  else for (const text of wordsOf(first)) call.findings.line(text);
  return started(first);
}

/** Runs text as code of the same language. */
export function runsCode(at: At): ApiEntry {
  return (call) => call.runCode(pick(call, at));
}

/** Runs a file as code of the same language: what the line or the code wrote there is read. */
export function runsFile(at: At): ApiEntry {
  return (call) => {
    for (const path of wordsOf(pick(call, at))) runsFileAt(call, path);
    return undefined;
  };
}

export function runsFileAt(call: ApiCall, path: Value): void {
  const content = readFile(call, [path]);
  const text = asWord(content);
  if (text.known || text.taint.remote !== undefined) call.runCode(content);
  else call.findings.unknown('script-body');
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

/** The folder a path is in, as far as its last name can be told from it. */
export function folderOf(path: Thing): Thing {
  const folders = wordsOf(path).map((each) => {
    const at = each.text.lastIndexOf('/');
    if (at < 0) return each.known ? word('.') : unknownThing(each.taint);
    const text = each.text.slice(0, at) || '/';
    const { pattern: _pattern, ...rest } = each;
    return wordOf(
      each.pattern === undefined ? { ...rest, text } : { ...rest, text, pattern: text },
    );
  });
  return choice(folders);
}

/** The path an object stands for, with more segments behind it. */
export function joinedPath(parts: readonly Thing[]): Thing {
  const words = parts.map(asWord);
  const lastAbsolute = words.findLastIndex((each) => each.text.startsWith('/'));
  return wordOf(joinWords(words.slice(Math.max(0, lastAbsolute)), '/'));
}
