import type { Value } from '../../program.ts';
import { unknownValue } from '../../values/value.ts';
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
  wordOf,
  wordsOf,
} from '../interpret/thing.ts';
import { sqlMethods } from './data-stores.ts';
import {
  addToOpen,
  base64,
  changesMode,
  copies,
  copiesProcess,
  decodes,
  deletes,
  globs,
  links,
  lists,
  moves,
  openedFile,
  opensToWrite,
  readFile,
  reportRequest,
  runsCode,
  runsFile,
  runsLineOrWords,
  runsUnread,
  shows,
  started,
  writes,
} from './entries.ts';

/** `open(FH, '<', path)`, `open FH, "path"`, `open FH, "cmd |"`, `open FH, '-|', @words`. */
function open(call: ApiCall): Thing | undefined {
  const [, second, third, ...rest] = call.args;
  if (second === undefined) return undefined;
  const given = asWord(second);
  const mode =
    third === undefined ? (/^\s*(\+?[<>]{1,2}|\|)/.exec(given.text)?.[1] ?? '<') : given.text;
  const target =
    third === undefined
      ? { ...given, text: given.text.replace(/^\s*(?:\+?[<>]{1,2}|\|)\s*/, '') }
      : asWord(third);
  if (mode.includes('|') || /\|\s*$/.test(given.text)) {
    const line = { ...target, text: target.text.replace(/\|\s*$/, '') };
    const words = [line, ...rest.map(asWord)];
    call.findings.cycles.noteStart();
    if (rest.length > 0) call.findings.argv(words);
    else call.findings.line(line);
    bindHandle(call, started(rest.length > 0 ? list(words.map(wordOf)) : wordOf(line)));
    return undefined;
  }
  const writesIt = mode.includes('>') || mode.startsWith('+');
  if (writesIt) opensToWrite(call, [target], mode.includes('>>') ? { append: true } : {});
  const content = mode.includes('>') ? unknownThing() : readFile(call, [target]);
  bindHandle(call, openedFile([target], content));
  return content;
}

/** The handle that `open` is given stands for what was opened. */
function bindHandle(call: ApiCall, opened: Thing): void {
  const [handle] = call.args;
  if (handle?.kind === 'api') call.evaluation.assign(handle.path, opened);
}

/** `print $fh "text"`, `print "text"`. */
function prints(call: ApiCall): undefined {
  const [handle, ...text] = call.args;
  if (handle?.kind === 'instance' && text.length > 0)
    addToOpen(
      call,
      handle,
      text.length === 1 ? asWord(text[0] ?? handle) : unknownValue(taintOf(list(text))),
    );
  else call.findings.shows(call.args.map(taintOf));
}

/** `print FH "text"`: read as a call of the handle. */
function printsTo(call: ApiCall): undefined {
  addToOpen(call, call.receiver, call.word(0));
}

/** `<>` and `<ARGV>` read the files that the code itself names in `@ARGV`. */
function readsArguments(call: ApiCall): Thing | undefined {
  const named = call.evaluation.lookUp('@ARGV');
  const files = listWords(named) ?? wordsOf(named);
  return readFile(
    call,
    files.filter(({ known }) => known),
  );
}

function mirrors(call: ApiCall): Thing {
  const fetched = reportRequest(call, { url: call.word(0), method: 'GET' });
  for (const path of call.words(1)) call.findings.writes(path, unknownValue(taintOf(fetched)));
  return fetched;
}

function agentRequest(method: string): ApiEntry {
  return (call) =>
    reportRequest(call, {
      url: call.word(0),
      method,
      sent: call.args.length > 1 ? list(call.args.slice(1)) : undefined,
    });
}

/** `open3(in, out, err, words…)`. */
function startsBehind(handles: number): ApiEntry {
  return (call) => runsLineOrWords(call.withArgs(call.args.slice(handles)));
}

function connects(call: ApiCall): Thing {
  const at = call.args.findIndex((arg) => /^Peer(?:Addr|Host)$/.test(nameOf(arg)));
  const host = call.args[at + 1] ?? unknownThing();
  call.findings.action('net.connect', { host: asWord(host) });
  return instance('socket', host);
}

function nameOf(thing: Thing): string {
  return thing.kind === 'api' ? thing.path : asWord(thing).text;
}

const trees: ApiEntry = deletes(0, { recursive: true, all: true });

const CALLS: { readonly [name: string]: ApiEntry } = {
  ...sqlMethods('do execute prepare'),
  open,
  'IO::File.new': (call) =>
    open(call.withArgs([unknownThing(), call.args[1] ?? word('<'), call.need(0)])),
  'file#()': printsTo,
  'process#()': printsTo,
  'socket#()': printsTo,
  '<>': readsArguments,
  sysopen: (call) => readFile(call, call.words(1)),
  unlink: deletes(0, { all: true }),
  rmdir: deletes(0),
  rmtree: trees,
  remove_tree: trees,
  'File::Path::rmtree': trees,
  'File::Path::remove_tree': trees,
  rename: moves(),
  move: moves(),
  copy: copies(),
  'File::Copy::move': moves(),
  'File::Copy::copy': copies(),
  link: links(),
  symlink: links(),
  chmod: (call) => {
    for (const path of call.args.slice(1)) changesMode(0)(call.withArgs([path]));
    return undefined;
  },
  chown: (call) => {
    for (const path of call.args.slice(2)) changesMode(0)(call.withArgs([path]));
    return undefined;
  },
  truncate: writes(0),
  mkdir: writes(0),
  opendir: lists(1),
  glob: globs(0),
  read_file: (call) => readFile(call, call.words(0)),
  slurp: (call) => readFile(call, call.words(0)),
  path: (call) => instance('tiny', call.need(0)),
  'tiny#slurp': (call) =>
    readFile(call, call.receiver.kind === 'instance' ? wordsOf(call.receiver.of) : []),
  'tiny#remove_tree': removesTiny,
  'tiny#remove': removesTiny,
  'tiny#spew': (call) => {
    for (const path of tinyPaths(call)) call.findings.writes(path, call.word(0));
    return undefined;
  },
  system: runsLineOrWords,
  exec: runsLineOrWords,
  qx: runsLineOrWords,
  readpipe: runsLineOrWords,
  open2: startsBehind(2),
  open3: startsBehind(3),
  fork: copiesProcess,
  syscall: runsUnread,
  '?#can': (call) => {
    const of = call.receiver.kind === 'api' ? call.receiver.path : '';
    return { kind: 'api', path: `${of}::${call.word(0).text}` };
  },
  'IPC::System::Simple::system': runsLineOrWords,
  kill: (call) => {
    for (const target of call.args.slice(1).map(asWord))
      call.findings.action('system.process', {
        verb: 'kill',
        target,
        signal: call.word(0),
        broad: target.known && Number(target.text) <= 1,
      });
    return undefined;
  },
  eval: runsCode(0),
  do: runsFile(0),
  require: (call) => (/[./]/.test(call.word(0).text) ? runsFile(0)(call) : undefined),
  get: (call) => reportRequest(call, { url: call.word(0), method: 'GET' }),
  getprint: (call) => reportRequest(call, { url: call.word(0), method: 'GET' }),
  getstore: mirrors,
  'LWP::Simple::get': (call) => reportRequest(call, { url: call.word(0), method: 'GET' }),
  'LWP::UserAgent.new': () => instance('agent', unknownThing()),
  'HTTP::Tiny.new': () => instance('agent', unknownThing()),
  'agent#get': agentRequest('GET'),
  'agent#post': agentRequest('POST'),
  'agent#post_form': agentRequest('POST'),
  'agent#put': agentRequest('PUT'),
  'agent#mirror': mirrors,
  '?#mirror': mirrors,
  'IO::Socket::INET.new': connects,
  'IO::Socket::INET': connects,
  'IO::Socket::SSL.new': connects,
  socket: () => undefined,
  connect: (call) => {
    call.findings.action('net.connect', { host: call.word(1) });
    return undefined;
  },
  decode_base64: decodes(0, base64),
  'MIME::Base64::decode_base64': decodes(0, base64),
  pack: decodes(1, () => undefined),
  join: (call) => {
    const [separator, ...parts] = call.args.map(asWord);
    return separator?.known && parts.every((part) => part.known)
      ? {
          kind: 'word',
          value: {
            text: parts.map((part) => part.text).join(separator.text),
            known: true,
            taint: {},
          },
        }
      : undefined;
  },
  'environment#[]': (call) => unknownThing(environmentTaint(call.word(0).text)),
  print: prints,
  say: prints,
  printf: prints,
  warn: shows,
  die: shows,
};

function tinyPaths(call: ApiCall): readonly Value[] {
  return call.receiver.kind === 'instance' ? wordsOf(call.receiver.of) : [];
}

function removesTiny(call: ApiCall): undefined {
  for (const path of tinyPaths(call)) call.findings.action('file.delete', { file_path: path });
}

/** What is known of Perl's built-ins and core modules. */
export const PERL_KNOWLEDGE: Knowledge = {
  calls: CALLS,
  values: {
    $ENV: () => instance('environment', unknownThing(), WHOLE_ENVIRONMENT),
    '%ENV': () => instance('environment', unknownThing(), WHOLE_ENVIRONMENT),
    '@ARGV': () => list([unknownThing()], false),
    STDIN: () => unknownThing(),
    'response#content': (receiver) => unknownThing(taintOf(receiver)),
  },
  normalise: (name) =>
    name
      .replace(/^(?:CORE|CORE::GLOBAL|main)::/, '')
      .replace(/^POSIX::(?:remove|unlink)$/, 'unlink')
      .replace(/^(?:POSIX|File::Path|File::Copy|IPC::Open[23])::(?=[a-z]\w*$)/, ''),
  globals: {},
  givesLast: true,
  bareCalls: new Set(['unlink', 'rmdir', 'eval', 'fork', 'exit', 'wait', 'sleep']),
  programWords: (words) => ({ '@ARGV': list(words), $ARGV: list(words) }),
};
