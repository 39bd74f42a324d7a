import { unknownValue } from '../../../values/value.ts';
import {
  type ApiCall,
  type ApiEntry,
  environmentTaint,
  namesOf,
  saysNothing,
  variableOf,
} from '../../interpret/knowledge.ts';
import { instance, list, type Thing, taintOf, unknownThing, word } from '../../interpret/thing.ts';
import { cloudMethods, STORE_METHODS, sqlMethods } from '../data-stores.ts';
import { addToOpen, base64, decodes, hex, shows } from '../entries.ts';

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

/** What `list(…)` goes through: of the environment its names. */
function items(call: ApiCall): Thing {
  const of = call.need(0);
  return of.kind === 'instance' && of.type === 'environment' ? namesOf(of) : of;
}

/** Values: text and its encodings, the environment, databases, what is shown. */
export const PYTHON_DATA: { readonly [name: string]: ApiEntry } = {
  print: (call) => {
    const file = call.named.get('file');
    if (file === undefined) return shows(call);
    addToOpen(call, file, unknownValue(taintOf(list(call.args))));
    return undefined;
  },
  'sys.stdout.write': shows,
  'sys.stderr.write': shows,
  str: (call) => call.need(0),
  bytes: (call) => call.need(0),
  dict: (call) => call.need(0),
  list: items,
  sorted: items,
  set: items,
  tuple: items,
  'environment#keys': (call) => namesOf(call.receiver),
  bool: saysNothing,
  len: saysNothing,
  isinstance: saysNothing,
  hasattr: saysNothing,
  type: saysNothing,
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
  'environment#get': variableOf,
  'environment#[]': variableOf,
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
