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
import {
  asWord,
  instance,
  list,
  type Thing,
  taintOf,
  unknownThing,
  word,
  wordOf,
  wordsOf,
} from '../interpret/thing.ts';
import { STORE_METHODS, sqlMethods } from './data-stores.ts';
import {
  addToOpen,
  aside,
  base64,
  changesMode,
  copies,
  copiesProcess,
  decodes,
  deletes,
  feeds,
  givesBack,
  globs,
  joinedPath,
  links,
  lists,
  moves,
  nativeCalls,
  openedFile,
  opensToWrite,
  readFile,
  reads,
  reportRequest,
  runsCode,
  runsFileAt,
  runsLine,
  runsLineOrWords,
  runsUnread,
  shows,
  writes,
  writesOpen,
} from './entries.ts';

/** `File.open(path, mode)` and `open(path)`; a path that begins with `|` is a command. */
function open(call: ApiCall): Thing {
  const target = call.need(0);
  const mode = call.args[1]?.kind === 'word' ? asWord(call.args[1]).text : 'r';
  for (const path of wordsOf(target))
    if (path.text.startsWith('|')) call.findings.line({ ...path, text: path.text.slice(1) });
  const paths = wordsOf(target).filter((path) => !path.text.startsWith('|'));
  if (paths.some((path) => /^https?:/.test(path.text)))
    return reportRequest(call, { url: call.word(0), method: 'GET' });
  if (/[wa+]/.test(mode)) opensToWrite(call, paths, mode.includes('a') ? { append: true } : {});
  return openedFile(paths, /[r+]/.test(mode) ? readFile(call, paths) : unknownThing());
}

/** `IO.read(path)`: a path that begins with `|` is a command. */
function readsOrRuns(call: ApiCall): Thing {
  const path = call.word(0);
  return path.text.startsWith('|') ? open(call) : readFile(call, call.words(0));
}

/** `IO.copy_stream(from, to)`. */
function copiesStream(call: ApiCall): undefined {
  const from = call.need(0);
  const content = from.kind === 'word' ? readFile(call, wordsOf(from)) : from;
  const taint = unknownValue(taintOf(content));
  const to = call.need(1);
  if (to.kind === 'instance') addToOpen(call, to, taint);
  else for (const path of wordsOf(to)) call.findings.writes(path, taint);
}

/** `IO.popen(line or words, mode)`. */
const popen: ApiEntry = aside((call) => {
  const [first] = call.args.filter((arg) => arg.kind !== 'record');
  return first === undefined ? undefined : runsLineOrWords(call.withArgs([first]));
});

/** A block that is called again and again. */
const loops: ApiEntry = (call) => {
  const block = call.args.find((arg) => arg.kind === 'function');
  if (block === undefined || call.args.length > 1) return undefined;
  const { cycles } = call.findings;
  call.keepsCallbacks = true;
  cycles.enter('loop');
  call.invoke(block, []);
  if (cycles.leave(true)) call.findings.exhausts();
  return undefined;
};

/** `fork`, or `fork { … }` where the copy does no more than its block. */
const forks: ApiEntry = (call) =>
  call.args.some((arg) => arg.kind === 'function')
    ? aside(() => undefined)(call)
    : copiesProcess(call);

/** `load 'x'`, `require './x'`, with or without the ending. */
function loadsFile(call: ApiCall): undefined {
  for (const path of call.words(0)) {
    const named = { ...path, text: `${path.text}.rb` };
    runsFileAt(call, call.findings.contentOf(named) === undefined ? path : named);
  }
}

function onReceiver(entry: (path: Thing) => Thing): (call: ApiCall) => Thing {
  return (call) => entry(call.receiver.kind === 'instance' ? call.receiver.of : unknownThing());
}

/** A method of `Pathname` that reports one action. */
function onPath(action: string): ApiEntry {
  return (call) => {
    const path = onReceiver((of) => of)(call);
    for (const each of wordsOf(path)) call.findings.action(action, { file_path: each });
    return undefined;
  };
}

const FILE_UTILS = ['rm', 'rm_f', 'remove', 'safe_unlink', 'remove_file', 'rmdir'];
const FILE_UTILS_TREES = [
  'rm_r',
  'rm_rf',
  'rmtree',
  'remove_dir',
  'remove_entry',
  'remove_entry_secure',
];

/** `FileUtils.rm_rf` and, after `include FileUtils`, the bare name. */
function fileUtils(): Record<string, ApiEntry> {
  const calls: Record<string, ApiEntry> = {};
  const add = (name: string, entry: ApiEntry): void => {
    calls[`FileUtils.${name}`] = entry;
    if (name.includes('_') || name === 'rmtree') calls[name] = entry;
  };
  for (const name of FILE_UTILS) add(name, deletes(0));
  for (const name of FILE_UTILS_TREES) add(name, deletes(0, { recursive: true }));
  add('mv', moves());
  add('move', moves());
  add('cp', copies());
  add('copy', copies());
  add('cp_r', copies());
  add('ln_s', links());
  add('ln_sf', links());
  add('ln', links());
  add('chmod', changesMode(1, 0));
  add('chmod_R', changesMode(1, 0));
  add('chown', changesMode(2));
  add('touch', writes(0));
  add('mkdir_p', writes(0));
  return calls;
}

const CALLS: { readonly [name: string]: ApiEntry } = {
  ...fileUtils(),
  ...sqlMethods('execute exec exec_query query exec_params select_all'),
  ...STORE_METHODS,
  'File.read': reads(0),
  'File.readlines': reads(0),
  'File.foreach': reads(0),
  'File.binread': reads(0),
  'IO.read': readsOrRuns,
  'IO.readlines': readsOrRuns,
  'IO.foreach': readsOrRuns,
  'IO.copy_stream': copiesStream,
  'IO.binread': reads(0),
  'File.open': open,
  'File.new': open,
  open,
  'URI.open': open,
  'File.write': writes(0, 1),
  'IO.write': writes(0, 1),
  'File.binwrite': writes(0),
  'File.delete': deletes(0, { all: true }),
  'File.unlink': deletes(0, { all: true }),
  'File.rename': moves(),
  'File.symlink': links(),
  'File.link': links(),
  'File.chmod': changesMode(1, 0),
  'File.chown': changesMode(2),
  'File.truncate': writes(0),
  'File.join': (call) => joinedPath(call.args),
  'File.expand_path': (call) => call.need(0),
  'Dir.rmdir': deletes(0),
  'Dir.delete': deletes(0),
  'Dir.unlink': deletes(0),
  'Dir.glob': globs(0),
  'Dir.[]': globs(0),
  'Dir.entries': lists(0),
  'Dir.children': lists(0),
  'Dir.mkdir': writes(0),
  Pathname: (call) => instance('pathname', call.need(0)),
  'Pathname.new': (call) => instance('pathname', call.need(0)),
  'pathname#delete': onPath('file.delete'),
  'pathname#unlink': onPath('file.delete'),
  'pathname#rmtree': onPath('file.delete'),
  'pathname#children': (call) =>
    instance('many pathname', instance('pathname', below(onReceiver((of) => of)(call)))),
  'pathname#glob': (call) =>
    instance('many pathname', instance('pathname', below(onReceiver((of) => of)(call)))),
  'pathname#write': (call) => {
    for (const path of wordsOf(onReceiver((of) => of)(call)))
      call.findings.writes(path, call.word(0));
    return undefined;
  },
  'pathname#read': (call) => readFile(call, wordsOf(onReceiver((of) => of)(call))),
  'file#write': writesOpen,
  'file#puts': writesOpen,
  'file#print': writesOpen,
  'process#write': feeds,
  'process#puts': feeds,
  'process#print': feeds,
  system: runsLineOrWords,
  exec: runsLineOrWords,
  spawn: aside(runsLineOrWords),
  '`': runsLine(0),
  'Kernel.`': runsLine(0),
  'Kernel.system': runsLineOrWords,
  'Kernel.exec': runsLineOrWords,
  'Kernel.spawn': aside(runsLineOrWords),
  'Process.spawn': aside(runsLineOrWords),
  'IO.popen': popen,
  'PTY.spawn': aside(runsLineOrWords),
  fork: forks,
  'Process.fork': forks,
  'Kernel.fork': forks,
  loop: loops,
  'Kernel.loop': loops,
  '?#step': loops,
  '?#cycle': loops,
  syscall: runsUnread,
  'Fiddle.dlopen': () => instance('native', unknownThing()),
  'Fiddle::Function.new': givesBack(0),
  ...nativeCalls('native'),
  'native#[]': (call) => call.evaluation.member(call.receiver, call.word(0).text),
  'Open3.capture2': runsLineOrWords,
  'Open3.capture2e': runsLineOrWords,
  'Open3.capture3': runsLineOrWords,
  'Open3.popen3': runsLineOrWords,
  'Process.kill': (call) => {
    const target = call.word(1);
    call.findings.action('system.process', {
      verb: 'kill',
      target,
      signal: call.word(0),
      broad: target.known && Number(target.text) <= 1,
    });
    return undefined;
  },
  eval: runsCode(0),
  instance_eval: runsCode(0),
  'Kernel.eval': runsCode(0),
  'binding.eval': runsCode(0),
  'TOPLEVEL_BINDING.eval': runsCode(0),
  '?#class_eval': runsText,
  '?#module_eval': runsText,
  'RubyVM::InstructionSequence.compile': runsCode(0),
  method: (call) => call.evaluation.lookUp(call.word(0).text),
  '?#method': memberNamed,
  '?#const_get': constantNamed,
  '?#instance_eval': runsCode(0),
  send: sendNamed,
  '?#send': sendNamed,
  '?#public_send': sendNamed,
  '?#__send__': sendNamed,
  load: loadsFile,
  require_relative: loadsFile,
  require: (call) => (/^[./]/.test(call.word(0).text) ? loadsFile(call) : undefined),
  'Net::HTTP.get': (call) => reportRequest(call, { url: call.word(0), method: 'GET' }),
  'Net::HTTP.get_response': (call) => reportRequest(call, { url: call.word(0), method: 'GET' }),
  'Net::HTTP.post': (call) =>
    reportRequest(call, { url: call.word(0), method: 'POST', sent: call.args[1] }),
  'Net::HTTP.post_form': (call) =>
    reportRequest(call, { url: call.word(0), method: 'POST', sent: call.args[1] }),
  URI: (call) => call.need(0),
  'URI.parse': (call) => call.need(0),
  'TCPSocket.new': connect,
  'TCPSocket.open': connect,
  'TCPServer.new': (call) => {
    const port = call.word(call.args.length - 1);
    call.findings.action('net.listen', { port: port.known ? Number(port.text) : undefined });
    return undefined;
  },
  ...Object.fromEntries(
    ['$stdout', '$stderr', 'STDOUT', 'STDERR'].flatMap((stream) =>
      ['puts', 'print', 'write', 'printf', 'p'].map((name) => [`${stream}.${name}`, shows]),
    ),
  ),
  'Base64.decode64': decodes(0, base64),
  'Base64.strict_decode64': decodes(0, base64),
  'Base64.urlsafe_decode64': decodes(0, base64),
  'environment#[]': variableOf,
  'environment#keys': (call) => namesOf(call.receiver),
  ...Object.fromEntries(
    ['key?', 'has_key?', 'include?', 'member?', 'size', 'length', 'empty?'].map((name) => [
      `environment#${name}`,
      saysNothing,
    ]),
  ),
  ...Object.fromEntries(
    ['nil?', 'empty?', 'length', 'size'].map((name) => [`word#${name}`, saysNothing]),
  ),
  'environment#fetch': variableOf,
  puts: shows,
  print: shows,
  p: shows,
  pp: shows,
  printf: shows,
  warn: shows,
};

/** `class_eval(text)`; a block is called as any other. */
function runsText(call: ApiCall): Thing | undefined {
  return call.args[0]?.kind === 'word' ? call.runCode(call.args[0]) : undefined;
}

/** `File.method(:delete)`: the method itself, to be called later. */
function memberNamed(call: ApiCall): Thing | undefined {
  const name = call.word(0);
  return name.known ? call.evaluation.member(call.receiver, name.text) : runsUnread(call);
}

/** `Object.const_get('File')`. */
function constantNamed(call: ApiCall): Thing | undefined {
  const name = call.word(0);
  return name.known ? call.evaluation.lookUp(name.text) : runsUnread(call);
}

/** Whatever lies in a folder. */
function below(folder: Thing): Thing {
  return joinedPath([folder, wordOf(unknownValue())]);
}

/** `Kernel.send(:system, 'x')`: the method is named by a value. */
function sendNamed(call: ApiCall): Thing | undefined {
  const name = call.word(0);
  if (!name.known) {
    call.findings.unknown('dynamic-code');
    return undefined;
  }
  const of =
    call.receiver.kind === 'api' ? call.receiver.path.replace(/\.?(?:public_)?send$/, '') : '';
  const prefix = of === '' || of === 'Kernel' || of === 'send' ? '' : `${of}.`;
  return call.invoke({ kind: 'api', path: `${prefix}${name.text}` }, call.args.slice(1));
}

function connect(call: ApiCall): Thing {
  const port = call.word(1);
  call.findings.action('net.connect', {
    host: call.word(0),
    port: port.known ? Number(port.text) : undefined,
  });
  return instance('socket', call.need(0));
}

/** What is known of Ruby's core and standard library. */
export const RUBY_KNOWLEDGE: Knowledge = {
  calls: CALLS,
  values: {
    ENV: () => instance('environment', unknownThing(), WHOLE_ENVIRONMENT),
    ARGV: () => list([unknownThing()], false),
    $0: () => word('ruby'),
    ARGF: () => instance('file', unknownThing()),
    'response#body': (receiver) => unknownThing(taintOf(receiver)),
  },
  normalise: (name) =>
    name
      .replace(/^::/, '')
      .replace(/^(FileUtils)::Verbose\b/, '$1')
      // `File::delete` is `File.delete`.
      .replace(/::(?=[a-z_]\w*[?!]?$)/, '.'),
  globals: {},
  callMethods: {
    call: 'same',
    '()': 'same',
    '[]': 'same',
    yield: 'same',
    '===': 'same',
    to_proc: 'self',
    curry: 'self',
  },
  givesLast: true,
  bareCalls: new Set(['fork', 'exit', 'wait', 'sleep', 'gets']),
  programWords: (words) => ({ ARGV: list(words) }),
};
