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
  deletes,
  lists,
  moves,
  readFile,
  runsCode,
  runsFile,
  runsLine,
  shows,
  writes,
} from './entries.ts';

function open(call: ApiCall): Thing {
  const mode = call.args[1] === undefined ? 'r' : asWord(call.args[1]).text;
  if (/[wa+]/.test(mode)) writes(0)(call);
  return instance('file', /[r+]/.test(mode) ? readFile(call, call.words(0)) : unknownThing());
}

const CALLS: { readonly [name: string]: ApiEntry } = {
  'os.execute': runsLine(0),
  'io.popen': runsLine(0),
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
  values: {},
  normalise: (name) => name.replace(/^_G\./, ''),
  globals: {},
  programWords: (words) => ({ arg: list([word('-'), ...words]) }),
};
