import type { Program } from '../../program.ts';
import {
  MYSQL_COMMANDS,
  PSQL_COMMANDS,
  SQLCMD_COMMANDS,
  SQLITE_COMMANDS,
  SQLPLUS_COMMANDS,
} from './client-commands.ts';
import { defineSqlClient } from './sql-client.ts';

/** Command lines of databases that speak SQL. */
export const SQL_CLIENTS: readonly Program[] = [
  defineSqlClient({
    names: ['psql', 'pgcli', 'vsql', 'ysqlsh'],
    engine: 'postgres',
    commands: PSQL_COMMANDS,
    sql: ['-c'],
    files: ['-f'],
    outputs: ['-o', '-L'],
    harmless: ['-l', '-V', '-?'],
    options: {
      flags:
        '-1|--single-transaction -a|--echo-all -A|--no-align -b|--echo-errors -e|--echo-queries ' +
        '-E|--echo-hidden -H|--html -l|--list -n|--no-readline -q|--quiet -s|--single-step -S|--single-line ' +
        '-t|--tuples-only -V|--version -w|--no-password -W|--password -x|--expanded -X|--no-psqlrc ' +
        '-z|--field-separator-zero -0|--record-separator-zero --csv',
      values:
        '-c|--command -d|--dbname -f|--file -F|--field-separator -h|--host -L|--log-file -o|--output ' +
        '-p|--port -P|--pset -R|--record-separator -T|--table-attr -U|--username -v|--set|--variable',
      optional: '-?|--help',
    },
  }),
  defineSqlClient({
    names: ['mysql', 'mariadb', 'mycli', 'mysqlsh'],
    engine: 'mysql',
    commands: MYSQL_COMMANDS,
    sql: ['-e', '--init-command'],
    files: ['-f'],
    outputs: ['--tee'],
    harmless: ['-?', '-V'],
    options: {
      flags:
        '-A|--no-auto-rehash -b|--no-beep -B|--batch -c|--comments -C|--compress -E|--vertical --force ' +
        '-G|--named-commands -H|--html -i|--ignore-spaces -j|--syslog -J -L|--skip-line-numbers -n|--unbuffered ' +
        '-N|--skip-column-names -o|--one-database -O -q|--quick -r|--raw -s|--silent -t|--table -U|--safe-updates|--i-am-a-dummy ' +
        '-v|--verbose -V|--version -w|--wait -X|--xml --binary-mode --no-defaults --no-tee --no-pager --sql --js --py',
      values:
        '-D|--database -e|--execute -f|--file -h|--host -P|--port -S|--socket -u|--user --bind-address ' +
        '--character-sets-dir --connect-timeout --default-auth --default-character-set --defaults-extra-file ' +
        '--defaults-file --defaults-group-suffix --delimiter --init-command --login-path --max-allowed-packet ' +
        '--plugin-dir --prompt --protocol --select-limit --ssl-ca --ssl-cert --ssl-key --ssl-mode --tee --uri',
      optional: '-?|-I|--help -p|--password --pager --local-infile --column-names --auto-rehash',
    },
  }),
  defineSqlClient({
    names: ['sqlite3', 'sqlite', 'litecli', 'sqlcipher'],
    engine: 'sqlite',
    commands: SQLITE_COMMANDS,
    sql: ['-cmd', '-e'],
    files: ['-init'],
    operandSql: 1,
    embedded: true,
    readOnly: ['-readonly'],
    safe: ['-safe'],
    harmless: ['-version', '-help'],
    options: {
      flags:
        '-append -ascii -bail -batch -box -column -csv -deserialize -echo -header -noheader -headers -help -html ' +
        '-interactive -json -line -list -markdown -memtrace -nofollow -quote -readonly -safe -stats ' +
        '-table -tabs -unsafe-testing -version -A',
      values:
        '-cmd -e|--execute -init -heap -key -hexkey -textkey -maxsize -mmap -newline -nonce -nullvalue -pagecache -lookaside ' +
        '-separator -sorterref -vfs -escape',
      singleDashLong: true,
      clusters: false,
      abbreviations: false,
    },
  }),
  defineSqlClient({
    names: ['duckdb'],
    engine: 'duckdb',
    commands: SQLITE_COMMANDS,
    sql: ['-c', '-cmd', '-s'],
    files: ['-f', '-init'],
    operandSql: 1,
    embedded: true,
    readOnly: ['-readonly'],
    safe: ['-safe'],
    harmless: ['-version', '-help'],
    options: {
      flags:
        '-append -ascii -bail -batch -box -column -csv -echo -header -noheader -help -html -interactive -json ' +
        '-jsonlines -line -list -markdown -no-stdin -quote -readonly -safe -table -unredacted -unsigned -version -ui',
      values:
        '-c -cmd -f -init -newline -nullvalue -s -separator -storage_version -storage-version',
      singleDashLong: true,
      clusters: false,
      abbreviations: false,
    },
  }),
  defineSqlClient({
    names: ['sqlcmd', 'osql', 'mssql-cli'],
    verb: 'query',
    engine: 'sqlserver',
    commands: SQLCMD_COMMANDS,
    sql: ['-Q', '-q'],
    files: ['-i'],
    outputs: ['-o'],
    harmless: ['--version', '-?'],
    options: {
      flags: '-A -b -C -E -G -I -k -L -N -p -R -u -W -X --version -? -e',
      values:
        '-a -c -d|--database-name -D -f -F -h -H -i|--input-file -K -l -m -o|--output-file -P|--password -q|--initial-query ' +
        '-Q|--query -r -s -S|--server -t -U|--user-name -v|--variables -V -w -x -y -Y -z -Z -M -g',
    },
  }),
  defineSqlClient({
    names: ['sqlplus', 'sql', 'sqlcl'],
    engine: 'oracle',
    commands: SQLPLUS_COMMANDS,
    sql: [],
    harmless: ['-V', '-H'],
    options: {
      flags: '-S|-s -L|-l -F -AC -NOLOGINTIME -V|-v -H|-h',
      values: '-M -R -C',
      clusters: false,
    },
  }),
  defineSqlClient({
    names: ['clickhouse-client', 'clickhouse-local', 'chc'],
    engine: 'clickhouse',
    sql: ['-q'],
    files: ['--queries-file'],
    harmless: ['-V'],
    options: {
      flags:
        '-m|--multiline -n|--multiquery -t|--time -s|--secure -V|--version --echo --stacktrace --progress -i|--interactive',
      values:
        '-q|--query --queries-file -h|--host --port -u|--user --password -d|--database -f|--format -C|--config-file -E ' +
        '-F|--file -S|--structure --input-format --output-format --log-level -N|--table -c',
    },
  }),
  defineSqlClient({
    names: ['cqlsh', 'cqlsh-astra'],
    engine: 'cassandra',
    sql: ['-e'],
    files: ['-f'],
    harmless: ['--version', '-h'],
    options: {
      flags:
        '-C --no-color --color --ssl --debug -t|--tty --version -h -v|--insecure-password-without-warning',
      values:
        '-e|--execute -f|--file -k|--keyspace -u|--username -p|--password --encoding --cqlshrc --cqlversion --protocol-version --connect-timeout --request-timeout -b|--secure-connect-bundle --browser --coverage',
    },
  }),
  defineSqlClient({
    names: [
      'trino',
      'presto',
      'presto-cli',
      'beeline',
      'hive',
      'spark-sql',
      'impala-shell',
      'snowsql',
      'db2',
      'isql',
      'tsql',
      'usql',
      'mclient',
      'ksql',
      'athenacli',
    ],
    engine: 'sql',
    sql: ['-e', '-q', '--execute', '-c'],
    files: ['-f', '-i'],
    outputs: ['-o'],
    harmless: ['--version', '-V'],
    options: {
      flags: '--version -V --silent --verbose -B|--batch --delimited --ssl -s -k -A -b',
      values:
        '-e -q|--query --execute -c|--command -f|--file|--filename -i -o|--output --output_file -u|--url -n -p|--password -d|--database|--dbname ' +
        '--server --catalog --schema --user -h|--host -P|--port -S -U -D -a|--accountname -w|--warehouse -r|--rolename --hiveconf --hivevar --define -l --conf --master',
    },
  }),
];
