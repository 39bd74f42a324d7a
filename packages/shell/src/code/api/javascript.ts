import { type Knowledge, WHOLE_ENVIRONMENT } from '../interpret/knowledge.ts';
import { choice, instance, list, unknownThing, word } from '../interpret/thing.ts';
import { cloudMethods, STORE_METHODS, sqlMethods } from './data-stores.ts';
import { JAVASCRIPT_DATA } from './javascript/data.ts';
import { JAVASCRIPT_FILES } from './javascript/files.ts';
import { JAVASCRIPT_NETWORK } from './javascript/network.ts';
import { JAVASCRIPT_PROCESSES } from './javascript/processes.ts';
import { JAVASCRIPT_CODE } from './javascript/running-code.ts';

/** What is known of Node's, Deno's and Bun's libraries and of the usual HTTP clients. */
export const JAVASCRIPT_KNOWLEDGE: Knowledge = {
  calls: {
    ...sqlMethods('query exec execute raw run unsafe $executeRawUnsafe $queryRawUnsafe executeSql'),
    ...STORE_METHODS,
    ...cloudMethods('camel'),
    ...JAVASCRIPT_FILES,
    ...JAVASCRIPT_PROCESSES,
    ...JAVASCRIPT_CODE,
    ...JAVASCRIPT_NETWORK,
    ...JAVASCRIPT_DATA,
  },
  values: {
    'process.env': () => instance('environment', unknownThing(), WHOLE_ENVIRONMENT),
    'Bun.env': () => instance('environment', unknownThing(), WHOLE_ENVIRONMENT),
    'process#stdin': (receiver) => receiver,
    'word#length': () => unknownThing(),
    'process.execPath': () => word('node'),
    'import.meta.env': () => instance('environment', unknownThing(), WHOLE_ENVIRONMENT),
  },
  normalise: (name) =>
    name
      .replace(/^(?:globalThis|global|window|self)\.(?=.)|^this\.(?=process\b)/, '')
      .replace(/^process\.(?:getBuiltinModule)$/, 'require')
      .replace(/^fs(?:\/promises|\.promises)?\./, 'fs.')
      .replace(/^fs-extra\.(?!remove|emptyDir)/, 'fs.')
      // A program that is waited for is told from one that is not.
      .replace(/(?<=\.\w+)(?<!^(?:child_process|Bun)\.\w+)Sync$/, '')
      .replace(/^(fs|fs-extra|child_process|path|http|https|net|process|os|vm)\.default\b/, '$1'),
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
  namespaces: { globalThis: '', global: '' },
  callMethods: { call: 'without-first', apply: 'list-second', bind: 'bind' },
  programWords: (words) => {
    // Between the program and the words a script has its own path, and `-e` has nothing.
    const shifted = words.map((each, index) => choice([each, words[index - 1] ?? word('script')]));
    const last = words.at(-1);
    const all = list([word('node'), ...shifted, ...(last === undefined ? [] : [last])]);
    return { 'process.argv': all, 'Bun.argv': all, 'Deno.args': list(words) };
  },
};
