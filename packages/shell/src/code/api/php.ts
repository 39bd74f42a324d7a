import {
  type ApiCall,
  type ApiEntry,
  environmentTaint,
  type Knowledge,
  WHOLE_ENVIRONMENT,
} from '../interpret/knowledge.ts';
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
  base64,
  changesMode,
  copies,
  decodes,
  deletes,
  globs,
  hex,
  links,
  lists,
  moves,
  readFile,
  reportRequest,
  runsCode,
  runsFile,
  runsLine,
  shows,
  writes,
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
  if (/[waxc+]/.test(mode)) writes(0)(call);
  return instance('file', /[r+]/.test(mode) ? readsAnything(call) : unknownThing());
}

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
  copy: copies(),
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
  shell_exec: runsLine(0),
  passthru: runsLine(0),
  popen: runsLine(0),
  proc_open: (call) => {
    const words = listWords(call.need(0));
    if (words === undefined) return runsLine(0)(call);
    call.findings.argv(words);
    return undefined;
  },
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
  include: runsFile(0),
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
  array_map: (call) => callNamedWith(call, 0, 1),
  array_walk: (call) => callNamedWith(call, 1, 0),
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
      : unknownThing(environmentTaint(asWord(name).text));
  },
  'environment#[]': (call) => unknownThing(environmentTaint(call.word(0).text)),
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

function callNamedWith(call: ApiCall, functionAt: number, listAt: number): Thing | undefined {
  const callback = call.need(functionAt);
  if (callback.kind === 'function') return undefined;
  const items = call.need(listAt);
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
  programWords: (words) => ({ $argv: list([word('-'), ...words]) }),
};
