import { readSql } from '../../programs/database/sql-verbs.ts';
import { literal, unknownValue } from '../../values/value.ts';
import type { ApiCall, ApiEntry } from '../interpret/knowledge.ts';
import { asWord, type Thing } from '../interpret/thing.ts';

type Entries = { readonly [name: string]: ApiEntry };

/** How a text begins that is SQL and not another library's query or command. */
const SQL =
  /^\s*(?:--[^\n]*\n\s*)*(?:(?:alter|create|drop|rename)\s+(?:table|database|schema|index|view|user|role|column|materialized|sequence|function|trigger|keyspace|collection|type|extension)\b|delete\s+from\b|truncate\s+(?:table\s+)?\S|update\s+\S+\s+set\b|(?:grant|revoke)\s+\w+.*\s(?:on|to|from)\s)/i;

/** A method that hands SQL to a database: what changes it is reported, any other text is left alone. */
export function runsSql(at = 0): ApiEntry {
  return (call) => {
    const sql = asWord(call.need(at));
    if (!SQL.test(sql.text)) return undefined;
    const { verbs, destructive } = readSql(sql.text, 'sql');
    call.findings.action('db.execute', {
      engine: 'sql',
      sql,
      verbs: sql.known ? verbs.map((verb) => literal(verb)) : [unknownValue()],
      destructive: sql.known || destructive ? destructive : unknownValue(),
    });
    return undefined;
  };
}

/** The same for each name, of any object. */
export function sqlMethods(names: string): Entries {
  return Object.fromEntries(names.split(' ').map((name) => [`?#${name}`, runsSql()]));
}

/** A method that takes a table, a collection or a whole store away. */
function destroys(engine: string, verb: string): ApiEntry {
  return (call) => {
    call.findings.action('db.execute', {
      engine,
      sql: call.args[0] === undefined ? verb : asWord(call.args[0]),
      verbs: [literal(verb)],
      destructive: true,
    });
    return undefined;
  };
}

/** `deleteMany()`: with no condition, or an empty one, every row or document goes. */
function destroysUnlessNarrowed(call: ApiCall): Thing | undefined {
  const [first] = call.args;
  const where = first?.kind === 'record' ? (first.entries.get('where') ?? first) : first;
  const everything = where === undefined || (where.kind === 'record' && where.entries.size === 0);
  return everything ? destroys('orm', 'DELETE without WHERE')(call) : undefined;
}

/** A class itself (`User.delete_all`) stands for all its rows; what a query found does not. */
function destroysAllOfClass(call: ApiCall): Thing | undefined {
  const isClass =
    call.receiver.kind === 'api' && /^(?:\w+::)*[A-Z]\w*(?:\.all)?$/.test(call.receiver.path);
  return isClass ? destroys('orm', 'DELETE without WHERE')(call) : undefined;
}

const DROPS = destroys('orm', 'DROP');

/** Methods of the usual clients, mappers and search engines whose names leave no doubt. */
export const STORE_METHODS: Entries = {
  '?#drop_all': DROPS,
  '?#drop_database': DROPS,
  '?#drop_collection': DROPS,
  '?#drop_table': DROPS,
  '?#dropDatabase': DROPS,
  '?#dropCollection': DROPS,
  '?#dropTable': DROPS,
  '?#dropTableIfExists': DROPS,
  '?#dropSchema': DROPS,
  '?#dropAllTables': DROPS,
  '?#dropAllSchemas': DROPS,
  '?#flushall': destroys('redis', 'FLUSHALL'),
  '?#flushAll': destroys('redis', 'FLUSHALL'),
  '?#flushdb': destroys('redis', 'FLUSHDB'),
  '?#flushDb': destroys('redis', 'FLUSHDB'),
  '?#deleteIndex': destroys('search', 'DROP'),
  '?#delete_index': destroys('search', 'DROP'),
  '?#clearObjects': destroys('search', 'DELETE without WHERE'),
  '?#clear_objects': destroys('search', 'DELETE without WHERE'),
  '?#deleteAllDocuments': destroys('search', 'DELETE without WHERE'),
  '?#delete_all_documents': destroys('search', 'DELETE without WHERE'),
  '?#deleteMany': destroysUnlessNarrowed,
  '?#delete_many': destroysUnlessNarrowed,
  '?#delete_all': destroysAllOfClass,
  '?#destroy_all': destroysAllOfClass,
};

/** Operations of cloud SDKs that end what they name, as each language spells them. */
const CLOUD_OPERATIONS =
  'delete_bucket delete_table delete_stack delete_db_instance delete_db_cluster terminate_instances ' +
  'delete_function delete_cluster delete_user delete_volume delete_snapshot delete_secret delete_repository ' +
  'delete_queue purge_queue delete_topic delete_hosted_zone delete_file_system delete_vault delete_domain ' +
  'schedule_key_deletion delete_log_group delete_user_pool deregister_image';

/** `client.delete_bucket(…)` of boto3, `deleteBucket(…)` of the SDK for JavaScript. */
export function cloudMethods(spelling: 'snake' | 'camel'): Entries {
  const names = CLOUD_OPERATIONS.split(' ').map((name) =>
    spelling === 'snake'
      ? name
      : name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase()),
  );
  return Object.fromEntries(
    names.map((name) => [
      `?#${name}`,
      (call: ApiCall) => {
        call.findings.action('infra.execute', {
          tool: 'sdk',
          verb: name,
          severity: 'irreversible',
          destructive: true,
        });
        return undefined;
      },
    ]),
  );
}
