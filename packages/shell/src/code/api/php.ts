import { unknownValue } from '../../values/value.ts';
import {
  type ApiCall,
  type ApiEntry,
  type Knowledge,
  namesOf,
  saysNothing,
  variableOf,
  WHOLE_ENVIRONMENT,
} from '../interpret/knowledge.ts';
import { callTextMethod } from '../interpret/text-methods.ts';
import {
  asWord,
  instance,
  list,
  listWords,
  type Thing,
  taintOf,
  unknownThing,
  word,
  wordsOf,
} from '../interpret/thing.ts';
import { runsSql, STORE_METHODS, sqlMethods } from './data-stores.ts';
import {
  aside,
  base64,
  changesMode,
  copies,
  copiesProcess,
  decodes,
  deletes,
  globs,
  hex,
  links,
  lists,
  moves,
  nativeCalls,
  openedFile,
  opensToWrite,
  readFile,
  reportRequest,
  runsCode,
  runsFileAt,
  runsLine,
  runsUnread,
  shows,
  started,
  unpacks,
  writes,
  writesOpenAt,
} from './entries.ts';

/** PHP's file functions take URLs as well. */
function readsAnything(call: ApiCall): Thing {
  const url = call.word(0);
  if (/^https?:/i.test(url.text)) return reportRequest(call, { url, method: 'GET' });
  return readFile(
    call,
    call.words(0).filter((path) => !path.text.startsWith('php://')),
  );
}

function open(call: ApiCall): Thing {
  const mode = call.args[1] === undefined ? 'r' : asWord(call.args[1]).text;
  const paths = call.words(0);
  if (/[waxc+]/.test(mode)) opensToWrite(call, paths, mode.includes('a') ? { append: true } : {});
  return openedFile(paths, /[r+]/.test(mode) ? readsAnything(call) : unknownThing());
}

/** `copy($from, $to)`, where `$from` may be an address. */
function copiesAnything(call: ApiCall): Thing | undefined {
  if (!/^(?:https?|ftp):/i.test(call.word(0).text)) return copies()(call);
  const fetched = readsAnything(call);
  for (const path of call.words(1)) call.findings.writes(path, unknownValue(taintOf(fetched)));
  return undefined;
}

/** `include` takes an address or `data:` text for a file as well. */
function includes(call: ApiCall): undefined {
  for (const path of call.words(0)) {
    const [, head = '', text] = /^data:([^,]*),(.*)$/s.exec(path.text) ?? [];
    if (text !== undefined) {
      const decoded = /;base64$/.test(head) ? base64(text) : text;
      call.runCode(decoded === undefined ? unknownThing({ decoded: true }) : word(decoded));
    } else if (/^(?:https?|ftp):/i.test(path.text)) {
      reportRequest(call, { url: path, method: 'GET' });
      call.findings.remoteCode(path.text);
    } else runsFileAt(call, path);
  }
}

/** A function that computes a text, by the method that does the same. */
function textual(method: string, of: number, ...args: readonly number[]): ApiEntry {
  return (call) =>
    callTextMethod(
      call.need(of),
      method,
      args.map((at) => call.need(at)),
    );
}

/** Functions that call one they are given by name: where that stands, and what it is called with. */
const CALLERS: { readonly [name: string]: readonly [callback: number, given?: number] } = {
  array_filter: [1, 0],
  array_map: [0, 1],
  array_reduce: [1, 0],
  array_walk: [1, 0],
  array_walk_recursive: [1, 0],
  iterator_apply: [1],
  ob_start: [0],
  preg_replace_callback: [1, 2],
  register_shutdown_function: [0, 1],
  register_tick_function: [0, 1],
  set_error_handler: [0],
  set_exception_handler: [0],
  spl_autoload_register: [0],
  uasort: [1, 0],
  uksort: [1, 0],
  usort: [1, 0],
};

/** `User::truncate()` of a model, `DB::table('x')->truncate()`. */
function emptiesTable(call: ApiCall): undefined {
  call.findings.action('db.execute', {
    engine: 'orm',
    sql: 'truncate()',
    verbs: ['TRUNCATE'],
    destructive: true,
  });
}

/** Calls the function whose name is given as a text. */
function callNamed(call: ApiCall): Thing | undefined {
  const name = call.word(0);
  if (!name.known) {
    call.findings.unknown('dynamic-code');
    return undefined;
  }
  return call.invoke({ kind: 'api', path: name.text.toLowerCase() }, call.args.slice(1));
}

const CALLS: { readonly [name: string]: ApiEntry } = {
  ...sqlMethods('query exec statement unprepared executeQuery executeStatement'),
  ...STORE_METHODS,
  '?#truncate': emptiesTable,
  mysqli_query: runsSql(1),
  mysql_query: runsSql(),
  pg_query: runsSql(1),
  file_get_contents: readsAnything,
  file: readsAnything,
  readfile: readsAnything,
  fopen: open,
  parse_ini_file: readsAnything,
  show_source: readsAnything,
  highlight_file: readsAnything,
  file_put_contents: writes(0, 1),
  unlink: deletes(0),
  rmdir: deletes(0),
  rename: moves(),
  copy: copiesAnything,
  symlink: links(),
  link: links(),
  chmod: changesMode(0, 1),
  chown: changesMode(0),
  touch: writes(0),
  mkdir: writes(0),
  ftruncate: () => undefined,
  scandir: lists(0),
  opendir: lists(0),
  glob: globs(0),
  system: runsLine(0),
  exec: runsLine(0),
  pcntl_fork: copiesProcess,
  fwrite: writesOpenAt(0, 1),
  fputs: writesOpenAt(0, 1),
  stream_copy_to_stream: writesOpenAt(1, 0),
  splfileobject: open,
  'phar.unlinkArchive': deletes(0),
  '?#extractTo': (call) => unpacks(call, call.words(0), taintOf(call.receiver)),
  'ffi.cdef': () => instance('native', unknownThing()),
  ...nativeCalls('native'),
  dl: runsUnread,
  'closure.fromCallable': functionNamed,
  reflectionfunction: functionNamed,
  ...Object.fromEntries(
    'isset empty boolval is_null is_string strlen count in_array array_key_exists'
      .split(' ')
      .map((name) => [name, saysNothing]),
  ),
  array_keys: (call) => namesOf(call.need(0)),
  chr: (call) => {
    const code = Number(call.word(0).text);
    return Number.isInteger(code) ? word(String.fromCharCode(code & 0xff)) : undefined;
  },
  strrev: textual('reverse', 0),
  strtolower: textual('lower', 0),
  strtoupper: textual('upper', 0),
  implode: textual('join', 0, 1),
  join: textual('join', 0, 1),
  str_replace: textual('replace', 2, 0, 1),
  str_repeat: textual('repeat', 0, 1),
  shell_exec: runsLine(0),
  passthru: runsLine(0),
  popen: aside(runsLine(0)),
  proc_open: aside((call) => {
    const words = listWords(call.need(0));
    if (words === undefined) return runsLine(0)(call);
    call.findings.argv(words);
    return started(call.need(0));
  }),
  pcntl_exec: (call) => {
    call.findings.argv([call.word(0), ...(listWords(call.need(1)) ?? [])]);
    return undefined;
  },
  posix_kill: (call) => {
    const target = call.word(0);
    call.findings.action('system.process', {
      verb: 'kill',
      target,
      broad: target.known && Number(target.text) <= 1,
    });
    return undefined;
  },
  eval: runsCode(0),
  assert: runsCode(0),
  create_function: runsCode(1),
  include: includes,
  call_user_func: callNamed,
  call_user_func_array: (call) => {
    const name = call.word(0);
    const args = call.need(1);
    return name.known
      ? call.invoke(
          { kind: 'api', path: name.text.toLowerCase() },
          args.kind === 'list' ? args.items : [args],
        )
      : callNamed(call);
  },
  forward_static_call: callNamed,
  ...Object.fromEntries(
    Object.entries(CALLERS).map(([name, [callback, given]]) => [
      name,
      (call: ApiCall) => callNamedWith(call, callback, given),
    ]),
  ),
  curl_init: (call) => reportRequest(call, { url: call.word(0), method: 'GET' }),
  fsockopen: (call) => {
    const port = call.word(1);
    call.findings.action('net.connect', {
      host: call.word(0),
      port: port.known ? Number(port.text) : undefined,
    });
    return undefined;
  },
  base64_decode: decodes(0, base64),
  hex2bin: decodes(0, hex),
  gzinflate: decodes(0, () => undefined),
  gzuncompress: decodes(0, () => undefined),
  str_rot13: decodes(0, (text) =>
    text.replace(/[a-z]/gi, (letter) => {
      const base = letter <= 'Z' ? 65 : 97;
      return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
    }),
  ),
  getenv: (call) => {
    const [name] = call.args;
    return name === undefined
      ? instance('environment', unknownThing(), WHOLE_ENVIRONMENT)
      : variableOf(call);
  },
  'environment#[]': variableOf,
  phpinfo: (call) => {
    call.findings.shows([WHOLE_ENVIRONMENT]);
    return undefined;
  },
  echo: shows,
  print_r: shows,
  var_dump: shows,
  var_export: shows,
  printf: shows,
};

/** A function as a value, by its name. */
function functionNamed(call: ApiCall): Thing {
  const given = call.need(0);
  return given.kind === 'word' && given.value.known
    ? { kind: 'api', path: given.value.text.toLowerCase() }
    : given;
}

function callNamedWith(call: ApiCall, functionAt: number, listAt?: number): Thing | undefined {
  const callback = call.need(functionAt);
  if (callback.kind === 'function') return undefined;
  const items = listAt === undefined ? unknownThing() : call.need(listAt);
  const given = items.kind === 'list' ? items.items : [items];
  for (const name of wordsOf(callback))
    for (const item of given) call.invoke({ kind: 'api', path: name.text.toLowerCase() }, [item]);
  return unknownThing(taintOf(items));
}

/** What is known of PHP's functions. A text called as a function (`$f('x')`) is looked up as well. */
export const PHP_KNOWLEDGE: Knowledge = {
  calls: CALLS,
  values: {
    $_ENV: () => instance('environment', unknownThing(), WHOLE_ENVIRONMENT),
    $_SERVER: () => instance('environment', unknownThing(), WHOLE_ENVIRONMENT),
  },
  normalise: (name) => name,
  globals: {},
  namespaces: { $GLOBALS: '$' },
  callMethods: {
    invoke: 'same',
    __invoke: 'same',
    call: 'without-first',
    invokeArgs: 'list-first',
    bindTo: 'self',
  },
  bareCalls: new Set(['exit', 'die']),
  programWords: (words) => ({ $argv: list([word('-'), ...words]) }),
};
