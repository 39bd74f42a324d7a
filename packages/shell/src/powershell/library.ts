import {
  base64,
  copies,
  deletes,
  lists,
  moves,
  readFile,
  runsCode,
  writes,
} from '../code/api/entries.ts';
import type { ApiCall, ApiEntry } from '../code/interpret/knowledge.ts';
import { environmentTaint, WHOLE_ENVIRONMENT } from '../code/interpret/knowledge.ts';
import {
  asWord,
  constant,
  instance,
  list,
  type Thing,
  taintOf,
  unknownThing,
  word,
  wordOf,
} from '../code/interpret/thing.ts';
import { joinTaints } from '../values/taint.ts';
import { joinWords, literal } from '../values/value.ts';
import { filePath } from './paths.ts';

/** The entry with its path arguments in one spelling. */
function onPaths(entry: ApiEntry, count = 1): ApiEntry {
  return (call) =>
    entry(
      call.withArgs(
        call.args.map((arg, index) => (index < count ? wordOf(filePath(asWord(arg), false)) : arg)),
      ),
    );
}

const read: ApiEntry = (call) => readFile(call, [call.word(0)]);

const FILE_CALLS: { readonly [name: string]: ApiEntry } = {
  '[io.file].delete': onPaths(deletes(0)),
  '[io.file].move': onPaths(moves(), 2),
  '[io.file].copy': onPaths(copies(), 2),
  '[io.file].replace': onPaths(moves(), 2),
  '[io.directory].delete': onPaths((call) =>
    deletes(0, { recursive: call.args.length > 1 && asWord(call.need(1)).text !== 'false' })(call),
  ),
  '[io.directory].move': onPaths(moves(), 2),
  '[io.directory].createdirectory': onPaths(writes(0)),
  '[io.path].combine': (call) => wordOf(joinWords(call.args.map(asWord), '/')),
  '[io.path].getfullpath': (call) => call.need(0),
  ...Object.fromEntries(
    ['readalltext', 'readallbytes', 'readalllines', 'readlines', 'openread', 'opentext'].map(
      (name) => [`[io.file].${name}`, onPaths(read)],
    ),
  ),
  ...Object.fromEntries(
    ['writealltext', 'writeallbytes', 'writealllines'].map((name) => [
      `[io.file].${name}`,
      onPaths(writes(0, 1)),
    ]),
  ),
  ...Object.fromEntries(
    [
      'appendalltext',
      'appendalllines',
      'create',
      'createtext',
      'openwrite',
      'appendtext',
      'open',
    ].map((name) => [`[io.file].${name}`, onPaths(writes(0))]),
  ),
  ...Object.fromEntries(
    [
      'getfiles',
      'getdirectories',
      'getfilesystementries',
      'enumeratefiles',
      'enumeratedirectories',
    ].map((name) => [`[io.directory].${name}`, onPaths(lists(0))]),
  ),
  '[io.streamreader].new': onPaths(read),
  '[io.streamwriter].new': onPaths(writes(0)),
  '[io.fileinfo].new': (call) => instance('path', wordOf(filePath(call.word(0), false))),
  '[io.directoryinfo].new': (call) => instance('path', wordOf(filePath(call.word(0), false))),
  'path#delete': (call) => {
    call.findings.action('file.delete', { file_path: asWord(call.receiver) });
    return undefined;
  },
  'path#moveto': (call) => {
    call.findings.action('file.move', { file_path: asWord(call.receiver), to: call.word(0) });
    return undefined;
  },
  'path#copyto': (call) => {
    call.findings.action('file.copy', { file_path: asWord(call.receiver), to: call.word(0) });
    return undefined;
  },
  'file-variable': (call) => readFile(call, [filePath(call.word(0), false)]),
};

function startsProcess(call: ApiCall): undefined {
  const args = call.args
    .slice(1)
    .map(asWord)
    .flatMap((each) => (each.known ? each.text.split(/\s+/).map((text) => literal(text)) : [each]));
  call.findings.argv([filePath(call.word(0), false), ...args]);
  return undefined;
}

function environmentVariable(call: ApiCall): Thing {
  const name = call.word(0);
  return unknownThing(name.known ? environmentTaint(name.text) : WHOLE_ENVIRONMENT);
}

function dynamic(call: ApiCall): Thing {
  call.findings.unknown('dynamic-code');
  return unknownThing(taintOf(call.receiver));
}

const SYSTEM_CALLS: { readonly [name: string]: ApiEntry } = {
  '[diagnostics.process].start': startsProcess,
  '[environment].getenvironmentvariable': environmentVariable,
  '[environment].getenvironmentvariables': () => unknownThing(WHOLE_ENVIRONMENT),
  'environment#[]': environmentVariable,
  '[scriptblock].create': (call) => instance('script', call.need(0)),
  'script#invoke': (call) => {
    call.runCode(scriptText(call.receiver));
    return undefined;
  },
  '?#invokescript': runsCode(0),
  '?#newscriptblock': (call) => instance('script', call.need(0)),
  '?#addscript': runsCode(0),
  '?#addcommand': dynamic,
  '?#dynamic': dynamic,
  'function#invoke': (call) => call.invoke(call.receiver, [unknownThing(), list(call.args)]),
  'function#invokereturnasis': (call) => call.invoke(call.receiver, [unknownThing()]),
  '[reflection.assembly].load': dynamic,
  '[runtime.interopservices.marshal].getdelegateforfunctionpointer': dynamic,
  '[convert].frombase64string': (call) => {
    const text = call.word(0);
    const bytes = text.known ? base64(text.text) : undefined;
    const taint = joinTaints(text.taint, { decoded: true });
    return bytes === undefined ? unknownThing(taint) : instance('bytes', word(bytes, taint));
  },
  '?#getstring': (call) => decode(call),
  '[convert].tochar': (call) => character(call.need(0)),
  '[convert].toint32': (call) => {
    const text = call.word(0);
    const value = Number.parseInt(text.text, Number(asWord(call.args[1] ?? constant(10)).text));
    return text.known && Number.isFinite(value) ? constant(value) : unknownThing(text.taint);
  },
  '[regex].replace': (call) => {
    const [subject, pattern, replacement] = [call.word(0), call.word(1), call.word(2)];
    const text = [subject, pattern, replacement].every(({ known }) => known);
    return text && /^[\w\s-]*$/.test(pattern.text)
      ? word(
          subject.text.replaceAll(pattern.text, () => replacement.text),
          subject.taint,
        )
      : unknownThing(subject.taint);
  },
  '[string].join': (call) => {
    const items = call.args[1]?.kind === 'list' ? call.args[1].items : call.args.slice(1);
    return wordOf(joinWords(items.map(asWord), asWord(call.need(0)).text));
  },
  '[string].concat': (call) => {
    const items = call.args.flatMap((arg) => (arg.kind === 'list' ? arg.items : [arg]));
    return wordOf(joinWords(items.map(asWord), ''));
  },
};

/** The code of a script block that was made from a text. */
export function scriptText(thing: Thing): Thing {
  return thing.kind === 'instance' && thing.type === 'script' ? thing.of : thing;
}

/** `[Text.Encoding]::Unicode.GetString(bytes)`: two bytes a character, or one. */
function decode(call: ApiCall): Thing {
  const [bytes] = call.args;
  if (bytes?.kind !== 'instance' || bytes.type !== 'bytes')
    return unknownThing(bytes === undefined ? {} : taintOf(bytes));
  const text = asWord(bytes.of);
  const encoding = call.receiver.kind === 'api' ? call.receiver.path : '';
  const codes = [...text.text].map((each) => each.charCodeAt(0));
  const isWide = /unicode$/.test(encoding);
  const decoded = isWide
    ? Buffer.from(codes).toString('utf16le')
    : Buffer.from(codes).toString('utf8');
  return word(decoded, text.taint);
}

export function character(thing: Thing): Thing {
  const code = asWord(thing);
  const point = Number(code.text);
  if (!code.known || !Number.isInteger(point) || point < 0 || point > 0x10ffff)
    return code.known && code.text.length === 1 ? thing : unknownThing(code.taint);
  return word(String.fromCodePoint(point), code.taint);
}

const TYPE_OF_OBJECT: { readonly [name: string]: ApiEntry } = {
  '?#new': (call) =>
    call.receiver.kind === 'api'
      ? instance(call.receiver.path, call.args[0] ?? unknownThing())
      : undefined,
};

/** What is known of .NET by the name of its type in lower case, `System.` left out. */
export const LIBRARY_CALLS: { readonly [name: string]: ApiEntry } = {
  ...FILE_CALLS,
  ...SYSTEM_CALLS,
  ...TYPE_OF_OBJECT,
};
