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
  wordsOf,
} from '../interpret/thing.ts';
import { cloudMethods, STORE_METHODS, sqlMethods } from './data-stores.ts';
import {
  base64,
  changesMode,
  copies,
  decodes,
  deletes,
  hex,
  joinedPath,
  links,
  lists,
  moves,
  readFile,
  reads,
  reportRequest,
  runsCode,
  runsLine,
  shows,
  writes,
} from './entries.ts';

/** `fs.open(path, flags)`: reads, writes or both. */
function open(call: ApiCall): Thing {
  const flags = call.args[1] === undefined ? 'r' : asWord(call.args[1]).text;
  const paths = call.words(0);
  if (/[wax+]/.test(flags))
    for (const path of paths) call.findings.action('file.write', { file_path: path });
  return instance('file', /[r+]/.test(flags) ? readFile(call, paths) : unknownThing());
}

/** `spawn(file, args, { shell })`. */
function spawn(call: ApiCall): Thing {
  const options = call.args.find((arg) => arg.kind === 'record');
  const shell = options?.kind === 'record' ? truth(options.entries.get('shell')) : false;
  const cwd = options?.kind === 'record' ? options.entries.get('cwd') : undefined;
  const folder = cwd === undefined ? undefined : asWord(cwd);
  const [first, second] = call.args;
  // Bun and Deno take all words as one list.
  const whole = first === undefined ? undefined : listWords(first);
  if (whole !== undefined) {
    call.findings.argv(whole, folder);
    return instance('process', unknownThing());
  }
  const words = [call.word(0), ...(second === undefined ? [] : (listWords(second) ?? []))];
  if (shell !== false) call.findings.line({ ...call.word(0), ...joined(words) }, folder);
  else call.findings.argv(words, folder);
  return instance('process', unknownThing());
}

function joined(words: readonly { readonly text: string; readonly known: boolean }[]): {
  readonly text: string;
  readonly known: boolean;
} {
  return {
    text: words.map((each) => each.text).join(' '),
    known: words.every((each) => each.known),
  };
}

function fetchUrl(call: ApiCall): Thing {
  const target = call.need(0);
  const url = target.kind === 'instance' && target.type === 'url' ? target.of : target;
  const method = call.option(1, 'method');
  return reportRequest(call, {
    url: asWord(url),
    method: method === undefined ? undefined : asWord(method).text,
    sent: call.option(1, 'body'),
  });
}

/** `http.request(url | options, …)`. */
function request(call: ApiCall): Thing {
  const [first] = call.args;
  const options = call.args.find((arg) => arg.kind === 'record');
  const entries = options?.kind === 'record' ? options.entries : new Map<string, Thing>();
  const host = entries.get('hostname') ?? entries.get('host');
  const url = first?.kind === 'record' ? host : first;
  const method = entries.get('method');
  const found = reportRequest(call, {
    url: asWord(url ?? unknownThing()),
    method: method === undefined ? undefined : asWord(method).text,
  });
  return found.kind === 'instance' ? { ...found, type: 'request' } : found;
}

function axios(method: string | undefined): ApiEntry {
  return (call) =>
    reportRequest(call, {
      url: call.word(0),
      method: method ?? 'GET',
      sent: method === 'POST' || method === 'PUT' || method === 'PATCH' ? call.args[1] : undefined,
    });
}

function connect(call: ApiCall): Thing {
  const [first, second] = call.args;
  const options = first?.kind === 'record' ? first.entries : undefined;
  const port = options?.get('port') ?? first;
  const host = options?.get('host') ?? second;
  const portWord = port === undefined ? undefined : asWord(port);
  call.findings.action('net.connect', {
    host: host === undefined ? 'localhost' : asWord(host),
    port: portWord?.known ? Number(portWord.text) : undefined,
  });
  return instance('socket', host ?? unknownThing());
}

function importNamed(call: ApiCall): Thing | undefined {
  const name = call.word(0);
  if (!name.known) {
    call.findings.unknown('dynamic-code');
    return undefined;
  }
  if (/^[./]/.test(name.text)) call.findings.action('file.read', { file_path: name });
  return { kind: 'api', path: name.text.replace(/^node:/, '') };
}

/** A name that is looked up goes to whoever answers for its domain. */
function lookUp(call: ApiCall): Thing | undefined {
  const host = call.word(0);
  call.findings.sends(host.taint, { host });
  return undefined;
}

function sendsTo(call: ApiCall): Thing | undefined {
  const [data] = call.args;
  if (data !== undefined) call.findings.sends(taintOf(data), { host: asWord(call.receiver) });
  return undefined;
}

const rm: ApiEntry = (call) =>
  deletes(0, {
    recursive: truth(call.option(1, 'recursive')) !== false && call.args[1] !== undefined,
  })(call);

/** Names lose `Sync` and `promises` on the way here. */
const FILE_CALLS: { readonly [name: string]: ApiEntry } = {
  'fs.readFile': reads(0),
  'fs.createReadStream': reads(0),
  'fs.open': open,
  'fs.writeFile': writes(0, 1),
  'fs.appendFile': writes(0, 1),
  'fs.createWriteStream': writes(0),
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
  'path.resolve': (call) => joinedPath(call.args),
  'Deno.remove': rm,
  'Deno.readTextFile': reads(0),
  'Deno.readFile': reads(0),
  'Deno.writeTextFile': writes(0, 1),
  'Deno.writeFile': writes(0, 1),
  'Deno.rename': moves(),
  'Deno.copyFile': copies(),
  'Deno.readDir': lists(0),
  'Bun.file': (call) => instance('bun-file', call.need(0)),
  'Bun.write': writes(0, 1),
  'bun-file#text': (call) =>
    readFile(call, call.receiver.kind === 'instance' ? wordsOf(call.receiver.of) : []),
  'bun-file#json': (call) =>
    readFile(call, call.receiver.kind === 'instance' ? wordsOf(call.receiver.of) : []),
  'bun-file#delete': (call) => {
    if (call.receiver.kind === 'instance')
      for (const path of wordsOf(call.receiver.of))
        call.findings.action('file.delete', { file_path: path });
    return undefined;
  },
};

const PROCESS_CALLS: { readonly [name: string]: ApiEntry } = {
  'child_process.exec': runsLine(0),
  'child_process.spawn': spawn,
  'child_process.execFile': spawn,
  'child_process.fork': (call) => {
    call.findings.unknown('script-body');
    return undefined;
  },
  'execa.execa': spawn,
  execa: spawn,
  'execa.execaCommand': runsLine(0),
  'execa.command': runsLine(0),
  'cross-spawn': spawn,
  'cross-spawn.spawn': spawn,
  'cross-spawn.sync': spawn,
  'shelljs.exec': runsLine(0),
  'shelljs.rm': (call) => deletes(call.args.length - 1, { recursive: true })(call),
  'Bun.spawn': spawn,
  'Deno.Command': (call) => {
    const args = call.option(1, 'args');
    call.findings.argv([call.word(0), ...(args === undefined ? [] : (listWords(args) ?? []))]);
    return undefined;
  },
  'Deno.run': (call) => {
    const command = call.option(0, 'cmd');
    if (command !== undefined) call.findings.argv(listWords(command) ?? []);
    return undefined;
  },
  'process.kill': (call) => {
    const target = call.word(0);
    call.findings.action('system.process', {
      verb: 'kill',
      target,
      broad: target.known && Number(target.text) <= 1,
    });
    return undefined;
  },
  eval: runsCode(0),
  Function: (call) => {
    const body = call.args.at(-1);
    if (body !== undefined) call.runCode(body);
    return undefined;
  },
  'vm.runInNewContext': runsCode(0),
  'vm.runInThisContext': runsCode(0),
  'vm.runInContext': runsCode(0),
  'vm.Script': runsCode(0),
  setTimeout: (call) => {
    const [first] = call.args;
    if (first?.kind === 'word') call.runCode(first);
    return undefined;
  },
  require: importNamed,
  import: importNamed,
  'process.binding': (call) => {
    call.findings.unknown('dynamic-code');
    return undefined;
  },
  'process.mainModule.require': importNamed,
  'module.require': importNamed,
  'module.createRequire': () => ({ kind: 'api', path: 'require' }),
};

const NETWORK_CALLS: { readonly [name: string]: ApiEntry } = {
  fetch: fetchUrl,
  'undici.fetch': fetchUrl,
  'undici.request': fetchUrl,
  'node-fetch': fetchUrl,
  'http.get': request,
  'http.request': request,
  'https.get': request,
  'https.request': request,
  axios: fetchUrl,
  'axios.get': axios('GET'),
  'axios.post': axios('POST'),
  'axios.put': axios('PUT'),
  'axios.patch': axios('PATCH'),
  'axios.delete': axios('DELETE'),
  URL: (call) => instance('url', call.need(0)),
  got: fetchUrl,
  'got.post': axios('POST'),
  'got.put': axios('PUT'),
  'ky.post': axios('POST'),
  'needle.post': axios('POST'),
  'superagent.post': axios('POST'),
  'dns.lookup': lookUp,
  'dns.resolve': lookUp,
  'dns.resolve4': lookUp,
  'dns.resolve6': lookUp,
  'dns.resolveTxt': lookUp,
  'net.connect': connect,
  'net.createConnection': connect,
  'tls.connect': connect,
  'socket#write': sendsTo,
  'request#write': sendsTo,
  'request#end': sendsTo,
  'response#text': (call) => unknownThing(taintOf(call.receiver)),
  'response#json': (call) => unknownThing(taintOf(call.receiver)),
};

/** `sync({ force: true })` of Sequelize drops every table first. */
function synchronises(call: ApiCall): Thing | undefined {
  if (truth(call.option(0, 'force')) === true)
    call.findings.action('db.execute', {
      engine: 'orm',
      sql: 'sync({ force: true })',
      verbs: ['DROP', 'DROP TABLE'],
      destructive: true,
    });
  return undefined;
}

const DATA_CALLS: { readonly [name: string]: ApiEntry } = {
  '?#sync': synchronises,
  'console.log': shows,
  'console.error': shows,
  'console.info': shows,
  'console.table': shows,
  'process.stdout.write': shows,
  'JSON.stringify': (call) => call.need(0),
  String: (call) => call.need(0),
  'Object.entries': (call) => call.need(0),
  'Object.values': (call) => call.need(0),
  'Object.assign': (call) => call.args.at(-1),
  atob: decodes(0, base64),
  'Buffer.from': (call) => {
    const encoding = call.args[1] === undefined ? '' : asWord(call.args[1]).text;
    if (encoding.startsWith('base64')) return decodes(0, base64)(call);
    return encoding === 'hex' ? decodes(0, hex)(call) : call.need(0);
  },
  'String.fromCharCode': (call) => {
    const codes = call.args.map((arg) => Number(asWord(arg).text));
    return codes.every((code) => Number.isInteger(code) && code >= 0)
      ? decodes(0, () => String.fromCharCode(...codes))(call)
      : undefined;
  },
  'Deno.env.toObject': () => instance('environment', unknownThing(), WHOLE_ENVIRONMENT),
  'Deno.env.get': (call) => unknownThing(environmentTaint(call.word(0).text)),
  'environment#[]': (call) => unknownThing(environmentTaint(call.word(0).text)),
};

/** What is known of Node's, Deno's and Bun's libraries and of the usual HTTP clients. */
export const JAVASCRIPT_KNOWLEDGE: Knowledge = {
  calls: {
    ...sqlMethods('query exec execute raw run unsafe $executeRawUnsafe $queryRawUnsafe executeSql'),
    ...STORE_METHODS,
    ...cloudMethods('camel'),
    ...FILE_CALLS,
    ...PROCESS_CALLS,
    ...NETWORK_CALLS,
    ...DATA_CALLS,
  },
  values: {
    'process.env': () => instance('environment', unknownThing(), WHOLE_ENVIRONMENT),
    'Bun.env': () => instance('environment', unknownThing(), WHOLE_ENVIRONMENT),
    'import.meta.env': () => instance('environment', unknownThing(), WHOLE_ENVIRONMENT),
  },
  normalise: (name) =>
    name
      .replace(/^(?:globalThis|global|window|self)\./, '')
      .replace(/^process\.(?:getBuiltinModule)$/, 'require')
      .replace(/^fs(?:\/promises|\.promises)?\./, 'fs.')
      .replace(/^fs-extra\.(?!remove|emptyDir)/, 'fs.')
      .replace(/(?<=\.\w+)Sync$/, '')
      .replace(/^(fs|fs-extra|child_process|path|http|https|net)\.default\b/, '$1')
      .replace(/^[Bb]un\.\$$/, '$'),
  globals: {
    fs: { kind: 'api', path: 'fs' },
    child_process: { kind: 'api', path: 'child_process' },
    path: { kind: 'api', path: 'path' },
    http: { kind: 'api', path: 'http' },
    https: { kind: 'api', path: 'https' },
    os: { kind: 'api', path: 'os' },
    vm: { kind: 'api', path: 'vm' },
    net: { kind: 'api', path: 'net' },
  },
  namesVariables: true,
  programWords: (words) => {
    // Between the program and the words a script has its own path, and `-e` has nothing.
    const shifted = words.map((each, index) => choice([each, words[index - 1] ?? word('script')]));
    const last = words.at(-1);
    const all = list([word('node'), ...shifted, ...(last === undefined ? [] : [last])]);
    return { 'process.argv': all, 'Bun.argv': all, 'Deno.args': list(words) };
  },
};
