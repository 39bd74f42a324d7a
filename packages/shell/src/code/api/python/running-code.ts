import type { ApiCall, ApiEntry } from '../../interpret/knowledge.ts';
import {
  asWord,
  instance,
  list,
  type Thing,
  taintOf,
  unknownThing,
  word,
} from '../../interpret/thing.ts';
import { runsCode, runsFile, runsUnread } from '../entries.ts';

function exec(call: ApiCall): Thing | undefined {
  const [code] = call.args;
  return code === undefined ? undefined : call.runCode(code);
}

/** `timeit.timeit(code, setup)`: a text is code, a function is called. */
const times: ApiEntry = (call) => {
  for (const code of [call.arg(1, 'setup'), call.arg(0, 'stmt')])
    if (code !== undefined && code.kind !== 'function') call.runCode(code);
  return undefined;
};

/** `operator.methodcaller(name, …)(object)`, `attrgetter(name)(object)`. */
function waitsForObject(how: 'call' | 'get'): ApiEntry {
  return (call) => instance(`waits to ${how}`, list(call.args));
}

function onObject(how: 'call' | 'get'): ApiEntry {
  return (call) => {
    const given = call.receiver.kind === 'instance' ? call.receiver.of : call.receiver;
    const [name, ...args] = given.kind === 'list' ? given.items : [];
    const word = asWord(name ?? unknownThing());
    if (!word.known) return runsUnread(call);
    const found = word.text
      .split('.')
      .reduce((object, each) => call.evaluation.member(object, each), call.need(0));
    return how === 'get' ? found : call.invoke(found, args);
  };
}

/** The names of a module or of the program, by which an index finds them. */
function names(call: ApiCall): Thing {
  return call.args[0] ?? NAMESPACE;
}

const NAMESPACE = instance('namespace', word(''));

/** More than this many processes are as many as a machine can have. */
const MANY = 10_000;

function range(call: ApiCall): Thing | undefined {
  const last = Math.max(...call.args.slice(0, 2).map((arg) => Number(asWord(arg).text)));
  return last > MANY ? instance('endless', unknownThing()) : undefined;
}

function endless(): Thing {
  return instance('endless', unknownThing());
}

/** What runs code, finds functions by their names, or calls what it is given. */
export const PYTHON_CODE: { readonly [name: string]: ApiEntry } = {
  exec,
  eval: exec,
  compile: (call) => call.need(0),
  execfile: runsFile(0),
  'runpy.run_path': runsFile(0),
  'timeit.timeit': times,
  'timeit.repeat': times,
  'cProfile.run': runsCode(0),
  'profile.run': runsCode(0),
  'code.InteractiveInterpreter': () => instance('console', unknownThing()),
  'code.InteractiveConsole': () => instance('console', unknownThing()),
  'console#push': runsCode(0),
  'console#runsource': runsCode(0),
  'console#runcode': runsCode(0),
  // From any object every class that is loaded can be reached, and from those every module.
  '?#__subclasses__': runsUnread,
  'importlib.import_module': (call) => importNamed(call),
  __import__: (call) => importNamed(call),
  getattr: (call) => {
    const name = call.word(1);
    const object = call.need(0);
    if (name.known) return call.evaluation.member(object, name.text);
    if (object.kind !== 'api') return undefined;
    return object.path === '__builtins__'
      ? runsUnread(call)
      : call.evaluation.index(object, call.need(1));
  },
  'operator.methodcaller': waitsForObject('call'),
  'operator.attrgetter': waitsForObject('get'),
  'waits to call#()': onObject('call'),
  'waits to get#()': onObject('get'),
  globals: names,
  locals: names,
  vars: names,
  'modules#[]': importNamed,
  'modules#get': importNamed,
  range,
  'itertools.count': endless,
  'itertools.cycle': endless,
  iter: (call) => (call.args.length === 2 ? endless() : call.need(0)),
  'functools.partial': (call) => {
    if (call.args.length > 1) call.invoke(call.need(0), call.args.slice(1));
    call.keepsCallbacks = true;
    return call.need(0);
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
