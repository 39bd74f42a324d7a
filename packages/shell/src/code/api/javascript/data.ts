import {
  type ApiCall,
  type ApiEntry,
  environmentTaint,
  namesOf,
  saysNothing,
  variableOf,
  WHOLE_ENVIRONMENT,
} from '../../interpret/knowledge.ts';
import {
  asWord,
  instance,
  record,
  type Thing,
  truth,
  unknownThing,
} from '../../interpret/thing.ts';
import { base64, decodes, givesBack, hex, runsUnread, shows } from '../entries.ts';
import { percentDecoded } from './running-code.ts';

function keysOf(call: ApiCall): Thing {
  return namesOf(call.need(0));
}

/** `new Map([[key, value], …])`. */
function mapOf(call: ApiCall): Thing | undefined {
  const pairs = call.need(0);
  if (pairs.kind !== 'list') return undefined;
  const entries = new Map<string, Thing>();
  for (const [index, pair] of pairs.items.entries()) {
    const [key, value] = pair.kind === 'list' ? pair.items : [];
    const name = key === undefined ? undefined : asWord(key);
    if (value !== undefined) entries.set(name?.known ? name.text : `#${index}`, value);
  }
  return record(entries);
}

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

/** Values: text and its encodings, objects, the environment, what is shown. */
export const JAVASCRIPT_DATA: { readonly [name: string]: ApiEntry } = {
  '?#sync': synchronises,
  'console.log': shows,
  'console.error': shows,
  'console.info': shows,
  'console.table': shows,
  'process.stdout.write': shows,
  'process.stderr.write': shows,
  Map: mapOf,
  'record#get': (call) => call.evaluation.index(call.receiver, call.need(0)),
  'util.promisify': givesBack(0),
  'Object.keys': keysOf,
  'Object.getOwnPropertyNames': keysOf,
  'Reflect.ownKeys': keysOf,
  'Object.create': givesBack(0),
  'Object.freeze': givesBack(0),
  'Object.seal': givesBack(0),
  Proxy: givesBack(0),
  'Reflect.get': (call) => {
    const name = call.word(1);
    return name.known ? call.evaluation.member(call.need(0), name.text) : runsUnread(call);
  },
  decodeURIComponent: decodes(0, percentDecoded),
  decodeURI: decodes(0, percentDecoded),
  unescape: decodes(0, percentDecoded),
  Boolean: saysNothing,
  'Object.hasOwn': saysNothing,
  'Reflect.has': saysNothing,
  'environment#hasOwnProperty': saysNothing,
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
  'environment#[]': variableOf,
};
