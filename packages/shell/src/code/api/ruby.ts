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
  type Thing,
  taintOf,
  unknownThing,
  word,
  wordsOf,
} from '../interpret/thing.ts';
import { STORE_METHODS, sqlMethods } from './data-stores.ts';
import {
  base64,
  changesMode,
  copies,
  decodes,
  deletes,
  globs,
  joinedPath,
  links,
  lists,
  moves,
  readFile,
  reads,
  reportRequest,
  runsCode,
  runsFile,
  runsLineOrWords,
  shows,
  writes,
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
  if (/[wa+]/.test(mode))
    for (const path of paths) call.findings.action('file.write', { file_path: path });
  const content = /[r+]/.test(mode) ? readFile(call, paths) : unknownThing();
  return instance('file', content);
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

const FILE_UTILS = ['rm', 'rm_f', 'remove', 'safe_unlink'];
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
  'IO.read': reads(0),
  'IO.readlines': reads(0),
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
  'pathname#write': onPath('file.write'),
  'pathname#read': (call) => readFile(call, wordsOf(onReceiver((of) => of)(call))),
  'file#read': onReceiver((of) => of),
  'file#gets': onReceiver((of) => of),
  system: runsLineOrWords,
  exec: runsLineOrWords,
  spawn: runsLineOrWords,
  'Kernel.system': runsLineOrWords,
  'Kernel.exec': runsLineOrWords,
  'Kernel.spawn': runsLineOrWords,
  'Process.spawn': runsLineOrWords,
  'IO.popen': runsLineOrWords,
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
  '?#instance_eval': runsCode(0),
  send: sendNamed,
  '?#send': sendNamed,
  '?#public_send': sendNamed,
  '?#__send__': sendNamed,
  load: runsFile(0),
  require_relative: runsFile(0),
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
  'Base64.decode64': decodes(0, base64),
  'Base64.strict_decode64': decodes(0, base64),
  'Base64.urlsafe_decode64': decodes(0, base64),
  'environment#[]': (call) => unknownThing(environmentTaint(call.word(0).text)),
  'environment#fetch': (call) => unknownThing(environmentTaint(call.word(0).text)),
  puts: shows,
  print: shows,
  p: shows,
  pp: shows,
  printf: shows,
  warn: shows,
};

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
  normalise: (name) => name.replace(/^::/, ''),
  globals: {},
  programWords: (words) => ({ ARGV: list(words) }),
};
