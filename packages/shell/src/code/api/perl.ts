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
  wordsOf,
} from '../interpret/thing.ts';
import { sqlMethods } from './data-stores.ts';
import {
  base64,
  changesMode,
  copies,
  decodes,
  deletes,
  globs,
  links,
  lists,
  moves,
  readFile,
  reportRequest,
  runsCode,
  runsFile,
  runsLineOrWords,
  shows,
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
    if (rest.length > 0) call.findings.argv([line, ...rest.map(asWord)]);
    else call.findings.line(line);
    return undefined;
  }
  if (mode.includes('>') || mode.startsWith('+'))
    call.findings.action('file.write', { file_path: target });
  return mode.includes('>') ? undefined : readFile(call, [target]);
}

const trees: ApiEntry = deletes(0, { recursive: true, all: true });

const CALLS: { readonly [name: string]: ApiEntry } = {
  ...sqlMethods('do execute prepare'),
  open,
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
  'tiny#remove': (call) => {
    if (call.receiver.kind === 'instance')
      for (const each of wordsOf(call.receiver.of))
        call.findings.action('file.delete', { file_path: each });
    return undefined;
  },
  system: runsLineOrWords,
  exec: runsLineOrWords,
  qx: runsLineOrWords,
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
  getstore: (call) => {
    writes(1)(call);
    return reportRequest(call, { url: call.word(0), method: 'GET' });
  },
  'LWP::Simple::get': (call) => reportRequest(call, { url: call.word(0), method: 'GET' }),
  'LWP::UserAgent#new': () => instance('agent', unknownThing()),
  '?#mirror': (call) => {
    writes(1)(call);
    return reportRequest(call, { url: call.word(0), method: 'GET' });
  },
  'IO::Socket::INET.new': (call) => {
    const at = call.args.findIndex((arg) => asWord(arg).text === 'PeerAddr');
    call.findings.action('net.connect', { host: asWord(call.args[at + 1] ?? unknownThing()) });
    return undefined;
  },
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
  print: shows,
  say: shows,
  printf: shows,
  warn: shows,
  die: shows,
};

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
  normalise: (name) => name.replace(/^(?:CORE|CORE::GLOBAL|main)::/, ''),
  globals: {},
  programWords: (words) => ({ '@ARGV': list(words), $ARGV: list(words) }),
};
