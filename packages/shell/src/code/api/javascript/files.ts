import { literal, unknownValue } from '../../../values/value.ts';
import type { ApiCall, ApiEntry } from '../../interpret/knowledge.ts';
import {
  asWord,
  instance,
  type Thing,
  taintOf,
  truth,
  unknownThing,
  word,
  wordsOf,
} from '../../interpret/thing.ts';
import {
  addToOpen,
  changesMode,
  copies,
  deletes,
  folderOf,
  joinedPath,
  links,
  lists,
  moves,
  openedFile,
  opensToWrite,
  readFile,
  reads,
  unpacks,
  writes,
  writesOpen,
  writesOpenAt,
} from '../entries.ts';

/** `fs.open(path, flags)`: reads, writes or both. */
function open(call: ApiCall): Thing {
  const flags = call.args[1] === undefined ? 'r' : asWord(call.args[1]).text;
  const paths = call.words(0);
  if (/[wax+]/.test(flags)) opensToWrite(call, paths, flags.includes('a') ? { append: true } : {});
  return openedFile(paths, /[r+]/.test(flags) ? readFile(call, paths) : unknownThing());
}

/** `fs.createWriteStream(path, { flags })`. */
function writeStream(call: ApiCall): Thing {
  const flags = call.option(1, 'flags');
  const appends = flags !== undefined && asWord(flags).text.includes('a');
  opensToWrite(call, call.words(0), appends ? { append: true } : {});
  return openedFile(call.words(0));
}

/** What flows from one stream to another. */
function pipes(call: ApiCall, from: Thing, to: Thing | undefined): Thing | undefined {
  if (to !== undefined) addToOpen(call, to, unknownValue(taintOf(from)));
  return to;
}

/** The file an object of `Bun.file` stands for, or the path itself. */
function bunPath(thing: Thing): Thing {
  return thing.kind === 'instance' && thing.type === 'bun-file' ? thing.of : thing;
}

/** `tar.x({ file, cwd })`. */
function unpacksTar(call: ApiCall): undefined {
  const file = call.option(0, 'file') ?? call.option(0, 'f');
  const taint = file === undefined ? {} : taintOf(readFile(call, wordsOf(file)));
  const folder = call.option(0, 'cwd') ?? call.option(0, 'C');
  unpacks(call, folder === undefined ? [literal('.')] : wordsOf(folder), taint);
}

/** `decompress(file, folder)`, `extract(file, { dir })`. */
function unpacksFile(call: ApiCall): undefined {
  const folder = call.option(1, 'dir') ?? call.need(1);
  unpacks(call, wordsOf(folder), taintOf(readFile(call, call.words(0))));
}

const rm: ApiEntry = (call) =>
  deletes(0, {
    recursive: truth(call.option(1, 'recursive')) !== false && call.args[1] !== undefined,
  })(call);

/** Files of Node, Deno and Bun, archives and streams. Names lose `Sync` and `promises` on the way here. */
export const JAVASCRIPT_FILES: { readonly [name: string]: ApiEntry } = {
  'fs.readFile': reads(0),
  'fs.createReadStream': reads(0),
  'fs.open': open,
  'fs.writeFile': writes(0, 1),
  'fs.appendFile': (call) => {
    for (const path of call.words(0)) call.findings.writes(path, call.word(1), { append: true });
    return undefined;
  },
  'fs.createWriteStream': writeStream,
  'fs.write': writesOpenAt(0, 1),
  'file#write': writesOpen,
  'file#end': (call) => (call.args.length === 0 ? undefined : writesOpen(call)),
  '?#pipe': (call) => pipes(call, call.receiver, call.args[0]),
  'stream.pipeline': (call) => pipes(call, call.need(0), call.args[1]),
  'stream/promises.pipeline': (call) => pipes(call, call.need(0), call.args[1]),
  'tar.x': unpacksTar,
  'tar.extract': unpacksTar,
  decompress: unpacksFile,
  'extract-zip': unpacksFile,
  'adm-zip': (call) => instance('archive', call.need(0), taintOf(readFile(call, call.words(0)))),
  'archive#extractAllTo': (call) => unpacks(call, call.words(0), taintOf(call.receiver)),
  'fs.truncate': writes(0),
  'fs.mkdir': writes(0),
  'fs.mkdtemp': () => undefined,
  'fs.rm': rm,
  'fs.rmdir': rm,
  'fs.unlink': deletes(0),
  'fs.rename': moves(),
  'fs.copyFile': copies(),
  'fs.cp': copies(),
  'fs.link': links(),
  'fs.symlink': links(),
  'fs.chmod': changesMode(0, 1),
  'fs.chown': changesMode(0),
  'fs.readdir': lists(0),
  'fs.opendir': lists(0),
  'fs-extra.remove': deletes(0, { recursive: true }),
  'fs-extra.emptyDir': deletes(0, { recursive: true }),
  rimraf: deletes(0, { recursive: true }),
  'rimraf.rimraf': deletes(0, { recursive: true }),
  'rimraf.sync': deletes(0, { recursive: true }),
  'rimraf.native': deletes(0, { recursive: true }),
  'rimraf.manual': deletes(0, { recursive: true }),
  'rimraf.windows': deletes(0, { recursive: true }),
  del: deletes(0, { recursive: true }),
  'del.sync': deletes(0, { recursive: true }),
  'del.delete': deletes(0, { recursive: true }),
  'del.deleteAsync': deletes(0, { recursive: true }),
  trash: deletes(0, { recursive: true }),
  'os.homedir': () => word('~'),
  'path.join': (call) => joinedPath(call.args),
  'path.dirname': (call) => folderOf(call.need(0)),
  'path.resolve': (call) => joinedPath(call.args),
  'Deno.remove': rm,
  'Deno.readTextFile': reads(0),
  'Deno.readFile': reads(0),
  'Deno.writeTextFile': writes(0, 1),
  'Deno.writeFile': writes(0, 1),
  'Deno.rename': moves(),
  'Deno.copyFile': copies(),
  'Deno.readDir': lists(0),
  'Deno.truncate': writes(0),
  'Deno.create': (call) => {
    opensToWrite(call, call.words(0));
    return openedFile(call.words(0));
  },
  'Deno.open': (call) => {
    const isWritten = ['write', 'append', 'truncate', 'create'].some(
      (name) => call.option(1, name) !== undefined,
    );
    if (isWritten) opensToWrite(call, call.words(0));
    return openedFile(call.words(0), isWritten ? unknownThing() : readFile(call, call.words(0)));
  },
  'Deno.mkdir': writes(0),
  'Deno.chmod': changesMode(0, 1),
  'Deno.link': links(),
  'Deno.symlink': links(),
  'Bun.file': (call) => instance('bun-file', call.need(0)),
  'Bun.write': (call) => writes(0, 1)(call.withArgs([bunPath(call.need(0)), call.need(1)])),
  'bun-file#text': (call) =>
    readFile(call, call.receiver.kind === 'instance' ? wordsOf(call.receiver.of) : []),
  'bun-file#json': (call) =>
    readFile(call, call.receiver.kind === 'instance' ? wordsOf(call.receiver.of) : []),
  'bun-file#delete': (call) => deletes(0)(call.withArgs([bunPath(call.receiver)])),
  'bun-file#unlink': (call) => deletes(0)(call.withArgs([bunPath(call.receiver)])),
  'bun-file#write': (call) => writes(0, 1)(call.withArgs([bunPath(call.receiver), ...call.args])),
};
