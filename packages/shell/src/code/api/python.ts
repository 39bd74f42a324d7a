import { literal } from '../../values/value.ts';
import {
  type ApiCall,
  type ApiEntry,
  environmentTaint,
  type Knowledge,
  WHOLE_ENVIRONMENT,
} from '../interpret/knowledge.ts';
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
import { cloudMethods, STORE_METHODS, sqlMethods } from './data-stores.ts';
import {
  base64,
  changesMode,
  copies,
  decodes,
  deletes,
  globs,
  hex,
  joinedPath,
  links,
  lists,
  moves,
  readFile,
  reads,
  reportRequest,
  runsCode,
  runsFile,
  runsLine,
  shows,
  writes,
} from './entries.ts';

/** `open(path, mode)`: reads, writes or both; gives a file object. */
function open(call: ApiCall, paths: readonly Thing[], modeAt: number): Thing {
  const mode = call.arg(modeAt, 'mode');
  const text = mode === undefined ? 'r' : asWord(mode).text;
  const words = paths.flatMap((path) => wordsOf(path));
  const writesIt = /[wax+*]/.test(text);
  const readsIt = /[r+*]/.test(text);
  if (writesIt)
    for (const path of words)
      call.findings.action('file.write', {
        file_path: path,
        ...(text.includes('a') ? { append: true } : {}),
      });
  const content = readsIt ? readFile(call, words) : unknownThing();
  return instance('file', content);
}

/** `subprocess.run(args, shell=…)` and its family. */
function subprocess(call: ApiCall): Thing {
  const command = call.need(0, 'args');
  const shell = truth(call.arg(8, 'shell'));
  const cwd = call.arg(9, 'cwd');
  const folder = cwd === undefined ? undefined : asWord(cwd);
  const options = command.kind === 'choice' ? command.options : [command];
  for (const option of options) {
    const words = listWords(option);
    const [first] = words ?? [];
    if (words !== undefined && shell === false) call.findings.argv(words, folder);
    else if (words !== undefined && first !== undefined) call.findings.line(first, folder);
    else for (const text of wordsOf(option)) call.findings.line(text, folder);
  }
  return instance('process', unknownThing(taintOf(command)));
}

/** `requests.post(url, data=…)`; the method is the function's own name. */
function request(method: string | undefined, urlAt: number): ApiEntry {
  return (call) => {
    const sent =
      call.arg(99, 'data', 'json', 'files', 'content') ??
      (method === 'POST' || method === 'PUT' || method === 'PATCH'
        ? call.args[urlAt + 1]
        : undefined);
    const named = method ?? asWord(call.need(0, 'method')).text;
    return reportRequest(call, { url: call.word(urlAt, 'url'), method: named, sent });
  };
}

function urlopen(call: ApiCall): Thing {
  const target = call.need(0, 'url');
  const data = call.arg(1, 'data');
  const url = target.kind === 'instance' && target.type === 'request' ? target.of : target;
  return reportRequest(call, {
    url: asWord(url),
    method: data === undefined ? 'GET' : 'POST',
    sent: data,
  });
}

function connect(call: ApiCall): Thing | undefined {
  const [address] = call.args;
  const [host, port] = address?.kind === 'list' ? address.items.map(asWord) : [];
  call.findings.action('net.connect', {
    host: host ?? asWord(address ?? unknownThing()),
    port: port?.known ? Number(port.text) : undefined,
  });
  return instance('socket', word(host?.text ?? '*'));
}

const path = (call: ApiCall): Thing =>
  instance('path', joinedPath(call.args.length > 0 ? call.args : [word('.')]));
const receiverPaths = (call: ApiCall): readonly Thing[] =>
  call.receiver.kind === 'instance' && call.receiver.type === 'path'
    ? [call.receiver.of]
    : [unknownThing(taintOf(call.receiver))];

/** A method of a path object that reports one action about the path. */
function onPath(action: string, more: (call: ApiCall) => object = () => ({})): ApiEntry {
  return (call) => {
    for (const of of receiverPaths(call))
      for (const each of wordsOf(of))
        call.findings.action(action, { file_path: each, ...more(call) });
    return undefined;
  };
}

function readPath(call: ApiCall): Thing {
  return readFile(
    call,
    receiverPaths(call).flatMap((of) => wordsOf(of)),
  );
}

function exec(call: ApiCall): Thing | undefined {
  const [code] = call.args;
  if (code !== undefined) call.runCode(code);
  return undefined;
}

function execProgram(listAt: number | undefined): ApiEntry {
  return (call) => {
    const program = call.word(0);
    const args =
      listAt === undefined ? call.args.slice(1).map(asWord) : (listWords(call.need(listAt)) ?? []);
    // The words begin with the name the program is to see for itself.
    call.findings.argv([program, ...args.slice(1)]);
    return undefined;
  };
}

/** `Model.objects.all()` and `session.query(Model)` stand for every row until they are narrowed. */
const everyRow: ApiEntry = (call) => {
  const { receiver } = call;
  const isManager = receiver.kind === 'api' && receiver.path.endsWith('.objects');
  return isManager ? instance('every row', unknownThing()) : undefined;
};

const deletesEveryRow: ApiEntry = (call) => {
  call.findings.action('db.execute', {
    engine: 'orm',
    sql: 'delete()',
    verbs: ['DELETE', 'DELETE without WHERE'],
    destructive: true,
  });
  return undefined;
};

/** `os.spawnl(mode, file, name, …)`: the words begin with the name the program is to see. */
function spawnWords(call: ApiCall): undefined {
  call.findings.argv([call.word(1), ...call.args.slice(3).map(asWord)]);
}

function spawnList(call: ApiCall): undefined {
  call.findings.argv([call.word(1), ...(listWords(call.need(2)) ?? []).slice(1)]);
}

const SUBPROCESS = ['run', 'call', 'check_call', 'check_output', 'Popen'];
const HTTP = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'];

function httpCalls(): Record<string, ApiEntry> {
  const calls: Record<string, ApiEntry> = {};
  for (const library of ['requests', 'httpx', 'session'])
    for (const method of HTTP)
      calls[library === 'session' ? `session#${method}` : `${library}.${method}`] = request(
        method.toUpperCase(),
        0,
      );
  calls['requests.request'] = request(undefined, 1);
  calls['httpx.request'] = request(undefined, 1);
  calls['session#request'] = request(undefined, 1);
  return calls;
}

const PATH_CALLS: { readonly [name: string]: ApiEntry } = {
  'path#unlink': onPath('file.delete'),
  'path#rmdir': onPath('file.delete'),
  'path#read_text': readPath,
  'path#read_bytes': readPath,
  'path#write_text': onPath('file.write'),
  'path#write_bytes': onPath('file.write'),
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

const FILE_CALLS: { readonly [name: string]: ApiEntry } = {
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
  'glob.glob': globs(0),
  'glob.iglob': globs(0),
  'pathlib.Path': path,
  'pathlib.PosixPath': path,
  'pathlib.Path.home': () => instance('path', word('~')),
  'pathlib.Path.cwd': () => instance('path', word('.')),
  'io.open': (call) => open(call, [call.need(0, 'file')], 1),
  'codecs.open': (call) => open(call, [call.need(0)], 1),
  'gzip.open': (call) => open(call, [call.need(0)], 1),
  'zipfile.ZipFile': (call) => open(call, [call.need(0)], 1),
  'tarfile.open': (call) => open(call, [call.need(0)], 1),
  'fileinput.input': reads(0),
  'linecache.getline': reads(0),
  'dotenv.dotenv_values': reads(0),
  'dotenv.load_dotenv': (call) =>
    call.args.length === 0 ? readFile(call, [literal('.env')]) : reads(0)(call),
  'file#read': (call) => unknownThing(taintOf(call.receiver)),
  'file#readlines': (call) => unknownThing(taintOf(call.receiver)),
  'file#readline': (call) => unknownThing(taintOf(call.receiver)),
};

const PROCESS_CALLS: { readonly [name: string]: ApiEntry } = {
  ...Object.fromEntries(SUBPROCESS.map((name) => [`subprocess.${name}`, subprocess])),
  'subprocess.getoutput': runsLine(0),
  'subprocess.getstatusoutput': runsLine(0),
  'os.system': runsLine(0),
  'os.popen': runsLine(0),
  'commands.getoutput': runsLine(0),
  'asyncio.create_subprocess_shell': runsLine(0),
  'asyncio.create_subprocess_exec': (call) => {
    call.findings.argv(call.args.map(asWord));
    return undefined;
  },
  'os.execv': execProgram(1),
  'os.execve': execProgram(1),
  'os.execvp': execProgram(1),
  'os.execvpe': execProgram(1),
  'os.execl': execProgram(undefined),
  'os.execlp': execProgram(undefined),
  'os.spawnl': spawnWords,
  'os.spawnv': spawnList,
  'os.posix_spawn': execProgram(1),
  'os.posix_spawnp': execProgram(1),
  ...Object.fromEntries(
    ['os.spawnlp', 'os.spawnle', 'os.spawnlpe'].map((name) => [name, spawnWords]),
  ),
  ...Object.fromEntries(
    ['os.spawnvp', 'os.spawnve', 'os.spawnvpe'].map((name) => [name, spawnList]),
  ),
  'pty.spawn': (call) => {
    const words = listWords(call.need(0)) ?? [call.word(0)];
    call.findings.argv(words);
    return undefined;
  },
  'os.kill': (call) => {
    const target = call.word(0);
    call.findings.action('system.process', {
      verb: 'kill',
      target,
      broad: target.known && Number(target.text) <= 1,
    });
    return undefined;
  },
  'os.fork': () => undefined,
  exec,
  eval: exec,
  compile: (call) => call.need(0),
  execfile: runsFile(0),
  'runpy.run_path': runsFile(0),
  'code.InteractiveInterpreter': runsCode(0),
  'importlib.import_module': (call) => importNamed(call),
  __import__: (call) => importNamed(call),
  getattr: (call) => {
    const name = call.word(1);
    const object = call.need(0);
    if (object.kind === 'api' && name.known)
      return { kind: 'api', path: `${object.path}.${name.text}` };
    if (object.kind === 'api') call.findings.unknown('dynamic-code');
    return undefined;
  },
  'pickle.loads': runsUnknown,
  'pickle.load': runsUnknown,
  'marshal.loads': runsUnknown,
};

function runsUnknown(call: ApiCall): Thing | undefined {
  const { remote, decoded } = taintOf(call.need(0));
  if (remote !== undefined) call.findings.remoteCode(remote);
  else if (decoded) call.findings.unknown('decoded-code');
  return undefined;
}

function importNamed(call: ApiCall): Thing | undefined {
  const name = call.word(0);
  if (name.known) return { kind: 'api', path: name.text };
  call.findings.unknown('dynamic-code');
  return undefined;
}

const NETWORK_CALLS: { readonly [name: string]: ApiEntry } = {
  ...httpCalls(),
  'requests.Session': () => instance('session', unknownThing()),
  'httpx.Client': () => instance('session', unknownThing()),
  'urllib.request.urlopen': urlopen,
  'urllib.urlopen': urlopen,
  'urllib2.urlopen': urlopen,
  'urllib.request.Request': (call) =>
    instance('request', call.need(0, 'url'), taintOf(call.arg(1, 'data') ?? unknownThing())),
  'urllib.request.urlretrieve': (call) => {
    writes([1, 'filename'])(call);
    return urlopen(call);
  },
  'socket.socket': () => instance('socket', unknownThing()),
  'socket.create_connection': connect,
  'socket#connect': connect,
  'socket#send': sendsTo,
  'socket#sendall': sendsTo,
  'socket#bind': (call) => {
    const [address] = call.args;
    const [host, port] = address?.kind === 'list' ? address.items.map(asWord) : [];
    call.findings.action('net.listen', {
      host,
      port: port?.known ? Number(port.text) : undefined,
    });
    return undefined;
  },
  'http.server.HTTPServer': (call) => {
    call.findings.action('net.listen', { host: call.word(0) });
    return undefined;
  },
};

function sendsTo(call: ApiCall): Thing | undefined {
  call.findings.sends(taintOf(call.need(0)), { host: asWord(call.receiver) });
  return undefined;
}

const DATA_CALLS: { readonly [name: string]: ApiEntry } = {
  print: shows,
  'sys.stdout.write': shows,
  'sys.stderr.write': shows,
  str: (call) => call.need(0),
  bytes: (call) => call.need(0),
  dict: (call) => call.need(0),
  list: (call) => call.need(0),
  sorted: (call) => call.need(0),
  'json.dumps': (call) => call.need(0),
  chr: (call) => {
    const code = Number(call.word(0).text);
    return Number.isInteger(code) && code >= 0 && code <= 0x10ffff
      ? word(String.fromCodePoint(code))
      : undefined;
  },
  map: (call) => list([call.invoke(call.need(0), [call.need(1)])], false),
  'base64.b64decode': decodes(0, base64),
  'base64.decodebytes': decodes(0, base64),
  'base64.urlsafe_b64decode': decodes(0, base64),
  'bytes.fromhex': decodes(0, hex),
  'binascii.unhexlify': decodes(0, hex),
  'binascii.a2b_base64': decodes(0, base64),
  'codecs.decode': decodes(0, () => undefined),
  'zlib.decompress': decodes(0, () => undefined),
  'os.getenv': (call) => unknownThing(environmentTaint(call.word(0).text)),
  'environment#get': (call) => unknownThing(environmentTaint(call.word(0).text)),
  'environment#[]': (call) => unknownThing(environmentTaint(call.word(0).text)),
  'sqlite3.connect': (call) => instance('database', call.need(0)),
  ...sqlMethods('execute executescript executemany execute_sql exec_driver_sql raw'),
  ...STORE_METHODS,
  ...cloudMethods('snake'),
  'database#cursor': (call) => call.receiver,
  '?#all': everyRow,
  'every row#delete': deletesEveryRow,
  'every row#_raw_delete': deletesEveryRow,
  'keyring.get_password': (call) => {
    call.findings.action('secret.read', { kind: 'keyring' });
    return unknownThing({ secret: 'keyring' });
  },
};

/** What is known of Python's standard library and of the usual HTTP clients. */
export const PYTHON_KNOWLEDGE: Knowledge = {
  calls: { ...FILE_CALLS, ...PATH_CALLS, ...PROCESS_CALLS, ...NETWORK_CALLS, ...DATA_CALLS },
  values: {
    'os.environ': () => instance('environment', unknownThing(), WHOLE_ENVIRONMENT),
    'os.environb': () => instance('environment', unknownThing(), WHOLE_ENVIRONMENT),
    'path#parent': (receiver) =>
      receiver.kind === 'instance' ? instance('path', unknownThing()) : receiver,
    'path#name': () => unknownThing(),
    'path#stem': () => unknownThing(),
    'process#stdout': (receiver) => unknownThing(taintOf(receiver)),
    'response#text': (receiver) => unknownThing(taintOf(receiver)),
    'response#content': (receiver) => unknownThing(taintOf(receiver)),
  },
  normalise: (name) =>
    name
      .replace(/^(?:builtins|__builtins__|six\.moves\.builtins)\./, '')
      .replace(/^posix\./, 'os.'),
  globals: {},
  programWords: (words) => ({ 'sys.argv': list([word('-c'), ...words]) }),
};
