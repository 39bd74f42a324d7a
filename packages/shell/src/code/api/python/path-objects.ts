import type { ApiCall, ApiEntry } from '../../interpret/knowledge.ts';
import {
  asWord,
  choice,
  instance,
  type Thing,
  taintOf,
  unknownThing,
  word,
  wordOf,
  wordsOf,
} from '../../interpret/thing.ts';
import { joinedPath, readFile } from '../entries.ts';
import { open } from './files.ts';

const path = (call: ApiCall): Thing =>
  instance('path', joinedPath(call.args.length > 0 ? call.args : [word('.')]));
const receiverPaths = (call: ApiCall): readonly Thing[] => {
  // `Path.unlink(path)` names the object first.
  const object = call.receiver.kind === 'api' ? call.need(0) : call.receiver;
  return object.kind === 'instance' && object.type === 'path'
    ? [object.of]
    : [unknownThing(taintOf(object))];
};

/** A method of a path object that reports one action about the path. */
function onPath(action: string, more: (call: ApiCall) => object = () => ({})): ApiEntry {
  return (call) => {
    for (const of of receiverPaths(call))
      for (const each of wordsOf(of))
        call.findings.action(action, { file_path: each, ...more(call) });
    return undefined;
  };
}

function writesPath(call: ApiCall): undefined {
  for (const of of receiverPaths(call))
    for (const each of wordsOf(of)) call.findings.writes(each, call.word(0, 'data'));
}

function readPath(call: ApiCall): Thing {
  return readFile(
    call,
    receiverPaths(call).flatMap((of) => wordsOf(of)),
  );
}

/** `pathlib`: objects that are paths. */
export const PYTHON_PATHS: { readonly [name: string]: ApiEntry } = {
  'pathlib.Path': path,
  'pathlib.PosixPath': path,
  'pathlib.Path.home': () => instance('path', word('~')),
  'pathlib.Path.cwd': () => instance('path', word('.')),
  'path#unlink': onPath('file.delete'),
  'path#rmdir': onPath('file.delete'),
  'path#read_text': readPath,
  'path#read_bytes': readPath,
  'path#write_text': writesPath,
  'path#write_bytes': writesPath,
  'path#touch': onPath('file.write', () => ({ append: true })),
  'path#mkdir': onPath('file.write'),
  'path#chmod': onPath('file.chmod', (call) => {
    const mode = call.word(0);
    return mode.known ? { mode: Number(mode.text).toString(8) } : {};
  }),
  'path#rename': onPath('file.move', (call) => ({ to: call.word(0) })),
  'path#replace': onPath('file.move', (call) => ({ to: call.word(0) })),
  'path#symlink_to': onPath('file.link', (call) => ({ to: call.word(0) })),
  'path#hardlink_to': onPath('file.link', (call) => ({ to: call.word(0) })),
  'path#open': (call) => open(call, receiverPaths(call), 0),
  'path#joinpath': (call) => instance('path', joinedPath([...receiverPaths(call), ...call.args])),
  'path#with_name': () => instance('path', unknownThing()),
  'path#with_suffix': () => instance('path', unknownThing()),
  'path#iterdir': (call) => many(call, '*'),
  'path#glob': (call) => many(call, asWord(call.need(0)).text),
  'path#rglob': (call) => many(call, `**/${asWord(call.need(0)).text}`),
  // Methods whose names say what they do, of objects nobody could follow.
  '?#unlink': onPath('file.delete'),
  '?#rmtree': onPath('file.delete', () => ({ recursive: true })),
  '?#write_text': onPath('file.write'),
  '?#write_bytes': onPath('file.write'),
};

/** Paths below a path that fit a pattern. */
function many(call: ApiCall, pattern: string): Thing {
  const found = receiverPaths(call).map((of) => {
    const folder = asWord(of);
    const text = folder.text === '.' ? pattern : `${folder.text}/${pattern}`;
    return instance('path', wordOf({ text, known: false, pattern: text, taint: folder.taint }));
  });
  return instance('many path', choice(found));
}
