import { literal } from '../../values/value.ts';
import { type Knowledge, WHOLE_ENVIRONMENT } from '../interpret/knowledge.ts';
import { asWord, instance, list, taintOf, unknownThing, word } from '../interpret/thing.ts';
import { folderOf } from './entries.ts';
import { PYTHON_DATA } from './python/data.ts';
import { PYTHON_FILES } from './python/files.ts';
import { PYTHON_NETWORK } from './python/network.ts';
import { PYTHON_PATHS } from './python/path-objects.ts';
import { PYTHON_PROCESSES } from './python/processes.ts';
import { PYTHON_CODE } from './python/running-code.ts';

/** What is known of Python's standard library and of the usual HTTP clients. */
export const PYTHON_KNOWLEDGE: Knowledge = {
  calls: {
    ...PYTHON_FILES,
    ...PYTHON_PATHS,
    ...PYTHON_PROCESSES,
    ...PYTHON_CODE,
    ...PYTHON_NETWORK,
    ...PYTHON_DATA,
  },
  values: {
    'sys.executable': () => word('python3'),
    'sys.modules': () => instance('modules', unknownThing()),
    'ctypes.cdll': () => instance('native', unknownThing()),
    'ctypes.pythonapi': () => instance('native', unknownThing()),
    'process#stdin': (receiver) => receiver,
    'os.environ': () => instance('environment', unknownThing(), WHOLE_ENVIRONMENT),
    'os.environb': () => instance('environment', unknownThing(), WHOLE_ENVIRONMENT),
    'path#parent': (receiver) =>
      receiver.kind === 'instance' ? instance('path', folderOf(receiver.of)) : receiver,
    'path#name': () => unknownThing(),
    'path#stem': () => unknownThing(),
    'process#stdout': (receiver) => unknownThing(taintOf(receiver)),
    'response#text': (receiver) => unknownThing(taintOf(receiver)),
    'response#content': (receiver) => unknownThing(taintOf(receiver)),
  },
  normalise: (name) =>
    name
      .replace(/\.__dict__$/, '')
      // What a module imported for itself is reached through it: `shutil.os.remove`.
      .replace(/^[\w.]+\._?(?=(?:os|sys|shutil|subprocess|builtins)\.)(?!os\.path\b)/, '')
      .replace(/^(?:builtins|__builtins__|six\.moves\.builtins)\./, '')
      .replace(/^(?:posix|nt)\./, 'os.'),
  globals: { __builtins__: { kind: 'api', path: '__builtins__' } },
  // The module `sh` has a function for each program.
  others: (path) => {
    const program = /^(?:sh|plumbum\.cmd)\.(\w+)$/.exec(path)?.[1];
    if (program === undefined) return undefined;
    return (call) => {
      call.findings.argv([literal(program.replaceAll('_', '-')), ...call.args.map(asWord)]);
      return undefined;
    };
  },
  callMethods: { __call__: 'same', __get__: 'self' },
  programWords: (words) => ({ 'sys.argv': list([word('-c'), ...words]) }),
};
