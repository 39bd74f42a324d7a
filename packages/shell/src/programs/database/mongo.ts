import type { Call, Effects, Program, Stream, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { waitsForCommands } from '../shapes/prompt.ts';
import { runScriptFile } from '../shapes/script-file.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { unknownValue } from '../shapes/values.ts';
import { commandAction } from './sql-action.ts';

/** Methods of MongoDB's shell that take data or rights away, by the verb they are reported as. */
const METHODS: readonly (readonly [RegExp, string, boolean])[] = [
  [/\.\s*dropDatabase\s*\(/, 'DROP DATABASE', true],
  [/\.\s*drop\s*\(/, 'DROP COLLECTION', true],
  [/\.\s*(?:deleteMany|remove)\s*\(\s*(?:\{\s*\}\s*)?[,)]/, 'DELETE without WHERE', true],
  [/\.\s*(?:deleteMany|deleteOne|remove|findOneAndDelete|findAndModify)\s*\(/, 'DELETE', false],
  [/\.\s*(?:updateMany|update)\s*\(\s*\{\s*\}\s*,/, 'UPDATE without WHERE', true],
  [
    /\.\s*(?:updateMany|updateOne|update|replaceOne|bulkWrite|findOneAndUpdate)\s*\(/,
    'UPDATE',
    false,
  ],
  [/\.\s*(?:insert|insertOne|insertMany|save)\s*\(/, 'INSERT', false],
  [
    /\.\s*(?:dropUser|dropRole|dropAllUsersFromDatabase|dropAllRolesFromDatabase|removeUser)\s*\(/,
    'DROP USER',
    true,
  ],
  [/\.\s*(?:dropIndex|dropIndexes|dropSearchIndex)\s*\(/, 'DROP INDEX', false],
  [
    /\.\s*(?:createUser|createRole|grantRolesToUser|grantPrivilegesToRole|changeUserPassword|updateUser)\s*\(/,
    'GRANT',
    false,
  ],
  [/\.\s*(?:renameCollection|createCollection|createIndex|createIndexes)\s*\(/, 'ALTER', false],
  [/\bdropDatabase\s*:\s*1/, 'DROP DATABASE', true],
  [/\b(?:drop|dropAllUsersFromDatabase)\s*:\s*["']/, 'DROP COLLECTION', true],
  [/\bshutdown(?:Server\s*\(|\s*:\s*1)/, 'SHUTDOWN', true],
  [
    /\.\s*(?:find|findOne|aggregate|count|countDocuments|distinct|stats|getIndexes|explain|listCollections|getCollectionNames)\s*\(|^\s*show\s/m,
    'SELECT',
    false,
  ],
];

/** What a script of MongoDB's shell would do to the database; the script is JavaScript as well. */
function mongoScript(effects: Effects, source: Value | Stream, from: 'inline' | 'stdin'): void {
  const text = 'known' in source ? (source.known ? source.text : undefined) : source.text;
  if (text === undefined) {
    const any = unknownValue();
    effects.action('db.execute', { engine: 'mongodb', sql: any, verbs: [any], destructive: any });
    return;
  }
  const found = METHODS.filter(([pattern]) => pattern.test(text));
  const verbs = [...new Set(found.map(([, verb]) => verb))];
  commandAction(
    effects,
    'mongodb',
    text,
    verbs,
    found.some(([, , destructive]) => destructive),
  );
  // The shell runs it with node's modules; its own helpers (`show dbs`, `use x`) are no JavaScript.
  if (
    /\b(?:require|import|process|eval|Function|load|cat|run|runProgram|removeFile|writeFile)\b/.test(
      text,
    )
  )
    effects.code('javascript', source, from);
}

/** `mongosh` and `mongo`. */
const MONGO_SHELL: Program = defineProgram({
  names: ['mongosh', 'mongo'],
  summary: 'Scripts of `--eval`, files and standard input',
  options: {
    flags:
      '--norc --nodb --quiet --verbose --version -h --shell --tls --ssl --tlsAllowInvalidCertificates --retryWrites --skipStartupWarnings --json',
    values:
      '--eval -f|--file --host --port -u|--username -p|--password --authenticationDatabase --authenticationMechanism --apiVersion --tlsCAFile --tlsCertificateKeyFile --awsAccessKeyId --keyVaultNamespace --gssapiServiceName',
  },
  describe(call, effects) {
    const { options } = call;
    if (asksForHelp(call) || options.has('--version') || options.has('-h')) return;
    const inline = options.values('--eval');
    for (const script of inline) mongoScript(effects, script, 'inline');
    const files = [
      ...options.values('-f'),
      ...options.operands.filter(({ text }) => /\.(?:js|mongodb)$/.test(text)),
    ];
    for (const file of files) runScriptFile(call, effects, file, [], 'javascript');
    if (inline.length > 0 || files.length > 0) return;
    if (call.stdin !== undefined) mongoScript(effects, call.stdin, 'stdin');
    else waitsForCommands(call, effects, 'javascript');
  },
});

/** `mongorestore` and `mongoimport` replace what is there with `--drop`. */
const MONGO_TOOLS: Program = defineProgram({
  names: ['mongodump', 'mongorestore', 'mongoimport', 'mongoexport', 'mongofiles', 'bsondump'],
  summary: 'Dumps written, restores and whether they drop first',
  options: {
    flags:
      '--drop --gzip --oplog --oplogReplay --dryRun --quiet -v --upsert --jsonArray --pretty --version',
    values:
      '--uri --host -h --port -u --username -p --password -d --db -c --collection -o --out --file --archive --type --nsInclude --nsExclude --mode -q --query -f --fields --authenticationDatabase',
  },
  describe(call: Call, effects: Effects) {
    const { options, name } = call;
    if (asksForHelp(call) || options.has('--version') || options.has('--dryRun')) return;
    for (const file of ['-o', '--out'].flatMap((key) => options.values(key)))
      effects.action('file.write', { file_path: file });
    if (name === 'mongorestore' || name === 'mongoimport')
      commandAction(
        effects,
        'mongodb',
        name,
        options.has('--drop') ? ['DROP COLLECTION', 'INSERT'] : ['INSERT'],
        options.has('--drop'),
      );
    if (name === 'mongofiles' && /^delete/.test(options.operands[0]?.text ?? ''))
      commandAction(effects, 'mongodb', name, ['DELETE'], true);
  },
});

/** MongoDB's programs. */
export const MONGO_PROGRAMS: readonly Program[] = [MONGO_SHELL, MONGO_TOOLS];
