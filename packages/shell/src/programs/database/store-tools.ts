import type { Call, Effects, Program } from '../../program.ts';
import { defineProgram, type OptionList } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';
import { commandAction, sqlAction } from './sql-action.ts';

type StoreTool = {
  readonly names: readonly string[];
  readonly engine: string;
  readonly summary: string;
  readonly options?: OptionList;
  /** Words of the call, as one text, that take data away. */
  readonly destroys: RegExp;
  /** The same for the text of standard input. */
  readonly reads?: RegExp;
  also?(call: Call, effects: Effects): void;
};

/** A tool of a database or queue that takes its data away by a command of its own. */
function storeTool(tool: StoreTool): Program {
  return defineProgram({
    names: tool.names,
    summary: tool.summary,
    options: { ...tool.options, abbreviations: false, clusters: false },
    describe(call, effects) {
      if (asksForHelp(call)) return;
      tool.also?.(call, effects);
      const words = call.args.map(({ text }) => text).join(' ');
      if (tool.destroys.test(words)) commandAction(effects, tool.engine, words, ['DROP'], true);
      const typed = call.stdin?.text ?? call.stdin?.partial ?? '';
      if (tool.reads?.test(typed)) commandAction(effects, tool.engine, typed, ['DROP'], true);
    },
  });
}

/** `hdfs dfs -rm -r -skipTrash PATH`: the words behind `dfs` and `fs` are a file system's commands. */
const HADOOP = storeTool({
  names: ['hdfs', 'hadoop'],
  engine: 'hdfs',
  summary: 'Files removed, name nodes formatted',
  destroys:
    /^(?:dfs|fs) (?:-D \S+ )*-(?:rm|rmr|rmdir|expunge|truncate)\b|^namenode\b.*-format\b|^dfsadmin .*-(?:deleteBlockPool|disallowSnapshot)\b/,
});

/** Tools of databases, queues and stores beside the clients of SQL, Redis and MongoDB. */
export const STORE_TOOLS: readonly Program[] = [
  HADOOP,
  storeTool({
    names: ['nodetool'],
    engine: 'cassandra',
    summary: 'Nodes taken out, snapshots cleared',
    destroys:
      /(?:^| )(?:decommission|removenode|assassinate|clearsnapshot|truncatehints|resetlocalschema|stopdaemon|drain|disablegossip|disablebinary)\b/,
  }),
  storeTool({
    names: ['hbase'],
    engine: 'hbase',
    summary: 'Tables dropped in its shell',
    destroys: /^(?:clean|org\.apache\.hadoop\.hbase\.mapreduce\.\w*Delete\w*)\b/,
    reads: /\b(?:drop|drop_all|truncate|truncate_preserve|disable_all|deleteall)\b/,
  }),
  storeTool({
    names: [
      'zkcli',
      'zkCli.sh',
      'zkcli.sh',
      'zookeepercli',
      'zookeeper-shell',
      'zookeeper-shell.sh',
    ],
    engine: 'zookeeper',
    summary: 'Nodes deleted',
    destroys: /(?:^| )(?:deleteall|rmr|delete)\b/,
    reads: /^\s*(?:deleteall|rmr|delete)\b/m,
  }),
  storeTool({
    names: ['memcached-tool', 'memflush', 'memrm'],
    engine: 'memcached',
    summary: 'The cache emptied',
    destroys: /\bflush_all\b|^--servers\b/,
  }),
  storeTool({
    names: ['couchbase-cli', 'cbq', 'cbbackupmgr'],
    engine: 'couchbase',
    summary: 'Buckets deleted and flushed, statements of `-s`',
    options: { values: '-s|--script -e|--engine -u|--user -p|--password -c|--cluster' },
    destroys:
      /^(?:bucket-(?:delete|flush)|collection-manage\b.*--drop|failover|server-(?:eject|remove)|remove\b)/,
    also(call, effects) {
      if (call.name !== 'cbq') return;
      for (const sql of call.options.values('-s')) sqlAction(effects, 'couchbase', sql);
    },
  }),
  storeTool({
    names: ['solr'],
    engine: 'solr',
    summary: 'Cores and collections deleted',
    destroys: /^(?:delete|zk rm|auth disable)\b/,
  }),
  storeTool({
    names: ['celery', 'rq', 'huey', 'dramatiq'],
    engine: 'queue',
    summary: 'Queues emptied, workers shut down',
    destroys: /(?:^| )(?:purge|amqp queue\.(?:purge|delete)|empty|control shutdown|multi kill)\b/,
  }),
  storeTool({
    names: ['mlflow'],
    engine: 'mlflow',
    summary: 'Runs and experiments deleted',
    destroys: /^(?:gc|(?:experiments|runs) delete|db downgrade)\b/,
  }),
  storeTool({
    names: ['kafkactl', 'kcli', 'kaf'],
    engine: 'kafka',
    summary: 'Topics and groups deleted',
    destroys: /(?:^| )(?:delete|reset|rm)\b/,
  }),
  storeTool({
    names: ['patronictl'],
    engine: 'postgres',
    summary: 'Clusters removed, members made anew, leaders changed',
    options: { values: '-c|--config-file -d|--dcs-url' },
    destroys: /(?:^| )(?:remove|reinit|failover|switchover|restart|pause)\b/,
  }),
  storeTool({
    names: [
      'mysqlimport',
      'mariadb-import',
      'myloader',
      'pg_archivecleanup',
      'pg_rewind',
      'arangorestore',
    ],
    engine: 'sql',
    summary: 'Tables emptied before they are filled, files of the server removed',
    destroys:
      /(?:^| )(?:--delete|-D|--overwrite-tables|-o|--overwrite|--target-pgdata\S*|--create-database)(?: |$|=)|^\/\S+ [0-9A-F]+$/,
  }),
  storeTool({
    names: ['curator_cli', 'curator'],
    engine: 'elasticsearch',
    summary: 'Indexes and snapshots deleted',
    options: { values: '--config --host --port' },
    destroys: /(?:^| )delete[_-](?:indices|snapshots)\b/,
  }),
  storeTool({
    names: [
      'elasticsearch-keystore',
      'kibana-keystore',
      'elasticsearch-plugin',
      'opensearch-plugin',
      'kibana-plugin',
      'logstash-plugin',
    ],
    engine: 'elasticsearch',
    summary: 'Settings and plug-ins removed',
    destroys: /^remove\b/,
  }),
  storeTool({
    names: ['influxdb3', 'influxd', 'influxd-ctl'],
    engine: 'influxdb',
    summary: 'Databases and nodes removed',
    destroys: /^(?:delete|remove-(?:data|meta)|leave)\b|^inspect delete-tsm\b/,
  }),
  storeTool({
    names: ['temporal', 'tctl'],
    engine: 'temporal',
    summary: 'Workflows, schedules and name spaces ended and deleted',
    destroys:
      /^(?:operator )?(?:workflow|wf|schedule|namespace|batch|cluster|activity|search-attribute|nexus|worker)(?: \w+)? (?:delete|terminate|cancel|reset|remove|del|ca|term)\b|^(?:operator )?(?:workflow|schedule|namespace|batch|cluster|search-attribute) (?:delete|terminate|cancel|reset|remove)\b/,
  }),
  storeTool({
    names: ['nsc'],
    engine: 'nats',
    summary: 'Accounts and users deleted and revoked',
    destroys: /^(?:delete|revocations add)\b/,
  }),
  storeTool({
    names: ['etcdutl'],
    engine: 'etcd',
    summary: 'Data restored over',
    destroys: /^(?:snapshot restore|migrate)\b/,
  }),
  storeTool({
    names: ['vtctlclient', 'vtctldclient', 'vtctl'],
    engine: 'vitess',
    summary: 'Keyspaces, shards and tablets deleted',
    destroys: /(?:^| )(?:Delete\w+|EmergencyReparent\w+|RemoveKeyspaceCell)\b/,
  }),
  defineProgram({
    names: ['elasticsearch-reset-password', 'elasticsearch-node', 'elasticsearch-users'],
    summary: 'Passwords reset, nodes made to forget their data',
    options: {
      flags: '-b|--batch -i|--interactive -a|--auto -f|--force -s|--silent',
      values: '-u|--username',
    },
    describe(call, effects) {
      if (asksForHelp(call)) return;
      const [verb] = call.options.operands;
      if (call.name.endsWith('-node') && verb !== undefined)
        commandAction(effects, 'elasticsearch', `${call.name} ${verb.text}`, ['DROP'], true);
      else if (!call.name.endsWith('-node') && verb?.text !== 'list')
        commandAction(effects, 'elasticsearch', literal(call.name), ['ALTER USER'], false);
    },
  }),
];
