import { literal } from '../../../values/value.ts';
import type { ApiCall, ApiEntry } from '../../interpret/knowledge.ts';
import {
  asWord,
  listWords,
  type Thing,
  taintOf,
  unknownThing,
  wordsOf,
} from '../../interpret/thing.ts';
import {
  changesMode,
  copies,
  deletes,
  folderOf,
  globs,
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

/** `open(path, mode)`: reads, writes or both; gives a file object. */
export function open(call: ApiCall, paths: readonly Thing[], modeAt: number): Thing {
  const mode = call.arg(modeAt, 'mode');
  const text = mode === undefined ? 'r' : asWord(mode).text;
  const words = paths.flatMap((path) => wordsOf(path));
  const writesIt = /[wax+*]/.test(text);
  const readsIt = /[r+*]/.test(text);
  if (writesIt) opensToWrite(call, words, text.includes('a') ? { append: true } : {});
  return openedFile(words, readsIt ? readFile(call, words) : unknownThing());
}

/** `tarfile.open(path)`: an archive, of which `extractall` unpacks all. */
function openArchive(call: ApiCall): Thing {
  const opened = open(call, [call.need(0, 'name', 'file', 'filename')], 1);
  return opened.kind === 'instance' ? { ...opened, type: 'archive' } : opened;
}

function unpacksHere(at: number, ...names: readonly string[]): ApiEntry {
  return (call) => {
    const folders = call.arg(at, ...names);
    const paths = folders === undefined ? [literal('.')] : wordsOf(folders);
    return unpacks(call, paths, taintOf(call.receiver));
  };
}

/** `shutil.unpack_archive(path, folder)`. */
function unpackArchive(call: ApiCall): undefined {
  const taint = taintOf(readFile(call, call.words(0, 'filename')));
  const folder = call.arg(1, 'extract_dir');
  unpacks(call, folder === undefined ? [literal('.')] : wordsOf(folder), taint);
}

/** Files by their paths: `open`, `os`, `shutil`, archives. */
export const PYTHON_FILES: { readonly [name: string]: ApiEntry } = {
  open: (call) => open(call, [call.need(0, 'file')], 1),
  'os.open': (call) => open(call, [call.need(0)], 9),
  'os.remove': deletes(0),
  'os.unlink': deletes(0),
  'os.rmdir': deletes(0),
  'os.removedirs': deletes(0, { recursive: true }),
  'os.rename': moves(),
  'os.renames': moves(),
  'os.replace': moves(),
  'os.link': links(),
  'os.symlink': links(),
  'os.chmod': changesMode(0, 1),
  'os.chown': changesMode(0),
  'os.truncate': writes(0),
  'os.mkdir': writes(0),
  'os.makedirs': writes(0),
  'os.listdir': lists(0),
  'os.scandir': lists(0),
  'os.walk': lists(0),
  'os.path.join': (call) => joinedPath(call.args),
  'os.path.dirname': (call) => folderOf(call.need(0)),
  'os.path.expanduser': (call) => call.need(0),
  'os.path.abspath': (call) => call.need(0),
  'os.path.realpath': (call) => call.need(0),
  'shutil.rmtree': deletes([0, 'path'], { recursive: true }),
  'shutil.move': moves(),
  'shutil.copy': copies(),
  'shutil.copy2': copies(),
  'shutil.copyfile': copies(),
  'shutil.copytree': copies(),
  'shutil.make_archive': reads([2, 'root_dir']),
  'shutil.unpack_archive': unpackArchive,
  'shutil.copyfileobj': writesOpenAt(1, 0),
  'distutils.dir_util.remove_tree': deletes(0, { recursive: true }),
  'send2trash.send2trash': deletes(0),
  'glob.glob': globs(0),
  'glob.iglob': globs(0),
  'io.open': (call) => open(call, [call.need(0, 'file')], 1),
  'codecs.open': (call) => open(call, [call.need(0)], 1),
  'gzip.open': (call) => open(call, [call.need(0)], 1),
  'io.FileIO': (call) => open(call, [call.need(0, 'file')], 1),
  'bz2.open': (call) => open(call, [call.need(0)], 1),
  'lzma.open': (call) => open(call, [call.need(0)], 1),
  'zipfile.ZipFile': openArchive,
  'tarfile.open': openArchive,
  'tarfile.TarFile': openArchive,
  'archive#extractall': unpacksHere(0, 'path'),
  'archive#extract': unpacksHere(1, 'path'),
  'fileinput.input': (call) => {
    const files = call.need(0, 'files');
    return readFile(call, listWords(files) ?? wordsOf(files));
  },
  'linecache.getline': reads(0),
  'dotenv.dotenv_values': reads(0),
  'dotenv.load_dotenv': (call) =>
    call.args.length === 0 ? readFile(call, [literal('.env')]) : reads(0)(call),
  'file#write': writesOpen,
  'file#writelines': writesOpen,
  'json.dump': writesOpenAt([1, 'fp'], 0),
  'pickle.dump': writesOpenAt([1, 'file'], 0),
  'yaml.dump': writesOpenAt([1, 'stream'], 0),
  'file#read': (call) => unknownThing(taintOf(call.receiver)),
  'file#readlines': (call) => unknownThing(taintOf(call.receiver)),
  'file#readline': (call) => unknownThing(taintOf(call.receiver)),
};
