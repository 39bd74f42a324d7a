import type { Program } from '../../program.ts';
import { defineTool } from './verb-table.ts';

/** Brokers and streams beside Kafka, by their own command lines. */
export const MESSAGING_TOOLS: readonly Program[] = [
  defineTool({
    names: ['nats'],
    summary: 'Command and severity',
    options: {
      flags: '-f|--force -h --trace -n|--no-context',
      values:
        '-s|--server --user --password --creds --nkey --tlscert --tlskey --tlsca --timeout --js-api-prefix --context --connection-name',
    },
    depth: 3,
    verbs: {
      'stream|str|s rm|delete|del|purge|seal|rmm': 'irreversible',
      'kv|object|obj del|rm|purge|delete': 'destroy',
      'kv rm|compact': 'irreversible',
      'consumer|con|c rm|delete|del': 'destroy',
      'account|bucket|context delete|rm|remove': 'destroy',
      'server cluster|raft': 'destroy',
      'stream cluster step-down|peer-remove': 'destroy',
      'consumer pause': 'destroy',
      'auth account|user|operator delete|rm': 'destroy',
      'account restore': 'destroy',
      'stream|consumer|kv|object|account|server|context|bucket|service|schema ls|list|info|report|get|view|state|status|history|find|ping|check|watch|show':
        'read',
      'pub|publish|request|req|reply|restore|backup': 'change',
      'sub|subscribe|bench|rtt|latency|events|cheat|trace|top': 'read',
    },
  }),
  defineTool({
    names: ['rpk'],
    summary: 'Command and severity',
    options: {
      flags: '-v -h --no-confirm',
      values: '-X --config --profile --brokers --user --password --sasl-mechanism',
    },
    depth: 4,
    verbs: {
      'topic delete|trim-prefix': 'irreversible',
      'group delete|seek|offset-delete': 'destroy',
      'cluster maintenance enable': 'destroy',
      'redpanda admin brokers decommission': 'irreversible',
      'container stop|purge': 'destroy',
      'connect uninstall': 'destroy',
      'topic list|describe|consume': 'read',
      'redpanda stop': 'change',
      'redpanda admin': 'change',
      'cluster maintenance|partitions': 'change',
    },
  }),
  defineTool({
    names: [
      'rabbitmqctl',
      'rabbitmqadmin',
      'rabbitmq-diagnostics',
      'rabbitmq-queues',
      'rabbitmq-plugins',
      'emqx_ctl',
      'pulsar-admin',
      'activemq',
    ],
    summary: 'Command and severity',
    options: {
      flags: '-q|--quiet -s|--silent --dry-run -h --longnames -l',
      values:
        '-n|--node -p|--vhost -t|--timeout -H|--host -P|--port -u|--username --password -V -c|--config -f|--format --admin-url',
    },
    depth: 2,
    dryRun: ['--dry-run'],
    verbs: {
      'reset|force_reset': 'irreversible',
      'delete_queue|delete_vhost|purge_queue': 'irreversible',
      'delete queue|vhost|exchange': 'irreversible',
      'topics|namespaces|tenants|brokers delete|delete-partitioned-topic': 'irreversible',
      'forget_cluster_node|delete_user|clear_*|close_*': 'destroy',
      'stop|stop_app|shutdown|force_boot|suspend_listeners|drain': 'destroy',
      'change_password|set_user_tags': 'destroy',
      'close|import *': 'destroy',
      close: 'destroy',
      'topics skip-all|skip|unload|unsubscribe|terminate|clear-backlog': 'destroy',
      'clients kick': 'destroy',
      'cluster leave|force-leave': 'destroy',
      'list|show|declare|publish|get': 'change',
      'list *': 'read',
      'show *': 'read',
      'cluster_status|status|report|environment|list_*|node_health_check|ping|check_*': 'read',
    },
  }),
];
