import {
  type ApiCall,
  type ApiEntry,
  environmentTaint,
  type Knowledge,
} from '../interpret/knowledge.ts';
import {
  asWord,
  instance,
  list,
  type Thing,
  taintOf,
  unknownThing,
  word,
} from '../interpret/thing.ts';
import {
  aside,
  copiesProcess,
  deletes,
  feeds,
  lists,
  moves,
  nativeCalls,
  openedFile,
  opensToWrite,
  readFile,
  runsCode,
  runsFile,
  runsLine,
  runsLineOrWords,
  runsUnread,
  shows,
  writes,
  writesOpen,
} from './entries.ts';

function open(call: ApiCall): Thing {
  const mode = call.args[1] === undefined ? 'r' : asWord(call.args[1]).text;
  const paths = call.words(0);
  if (/[wa+]/.test(mode)) opensToWrite(call, paths, mode.includes('a') ? { append: true } : {});
  return openedFile(paths, /[r+]/.test(mode) ? readFile(call, paths) : unknownThing());
}

/** A member of a table by a name that is computed. */
function rawget(call: ApiCall): Thing | undefined {
  const name = call.word(1);
  return name.known ? call.evaluation.member(call.need(0), name.text) : runsUnread(call);
}

/** `require 'name'` gives the library of that name. */
function required(call: ApiCall): Thing | undefined {
  const name = call.word(0);
  return name.known ? { kind: 'api', path: name.text } : runsUnread(call);
}

const CALLS: { readonly [name: string]: ApiEntry } = {
  'os.execute': runsLine(0),
  'io.popen': aside(runsLine(0)),
  'process#write': feeds,
  'file#write': writesOpen,
  require: required,
  'modules#[]': required,
  rawget,
  'posix.unlink': deletes(0),
  'posix.rmdir': deletes(0),
  'posix.fork': copiesProcess,
  'posix.exec': runsLineOrWords,
  'os.exit': () => undefined,
  ...nativeCalls('native'),
  'os.remove': deletes(0),
  'os.rename': moves(),
  'io.open': open,
  'io.lines': (call) => readFile(call, call.words(0)),
  'io.input': (call) => (call.args.length === 0 ? undefined : readFile(call, call.words(0))),
  'io.output': (call) => (call.args.length === 0 ? undefined : writes(0)(call)),
  'file#read': (call) => unknownThing(taintOf(call.receiver)),
  'file#lines': (call) => unknownThing(taintOf(call.receiver)),
  'os.getenv': (call) => unknownThing(environmentTaint(call.word(0).text)),
  'lfs.rmdir': deletes(0),
  'lfs.dir': lists(0),
  load: runsCode(0),
  loadstring: runsCode(0),
  dofile: runsFile(0),
  loadfile: runsFile(0),
  print: shows,
  'io.write': shows,
};

/** What is known of Lua's standard library. */
export const LUA_KNOWLEDGE: Knowledge = {
  calls: CALLS,
  values: {
    'package.loaded': () => instance('modules', unknownThing()),
    'ffi.C': () => instance('native', unknownThing()),
  },
  normalise: (name) =>
    name.replace(/^_G\./, '').replace(/^posix\.(?:unistd|stdio|stdlib)\./, 'posix.'),
  namespaces: { _G: '', _ENV: '' },
  globals: {},
  programWords: (words) => ({ arg: list([word('-'), ...words]) }),
};
