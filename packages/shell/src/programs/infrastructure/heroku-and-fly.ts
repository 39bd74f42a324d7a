import type { Program } from '../../program.ts';
import { sqlAction } from '../database/sql-action.ts';
import { runsThere, shows } from './platform-commands.ts';
import { defineTool } from './verb-table.ts';

/** Heroku and Fly.io. */
export const APPLICATION_PLATFORMS: readonly Program[] = [
  defineTool({
    names: ['heroku'],
    summary:
      'Command and severity; variables and tokens shown, commands of `run`, SQL of `pg:psql`',
    options: {
      flags: '-h --json -j --force -f -s --shell --no-tty --extended',
      values:
        '-a|--app -r|--remote -t|--team -p|--pipeline -c|--confirm --space --size --type -e|--env --command',
    },
    depth: 1,
    verbs: {
      'apps|config|addons|ps|releases|domains|logs|pipelines|access|members|regions|status|labs|webhooks|drains|certs|buildpacks|stack|notifications|info|auth:whoami':
        'read',
      'apps:destroy|destroy|pg:reset|pg:backups:delete|addons:destroy|pipelines:destroy|spaces:destroy|teams:destroy|redis:reset':
        'irreversible',
      'pg:killall|pg:kill|pg:unfollow|apps:transfer|apps:leave|ci:config:unset|addons:downgrade':
        'destroy',
      'pg:copy|pg:backups:restore|pg:promote|rollback|releases:rollback|ps:stop|ps:kill|maintenance:on':
        'destroy',
      'config:unset|domains:remove|domains:clear|certs:remove|keys:remove|keys:clear|access:remove|drains:remove|webhooks:remove':
        'destroy',
      'pg:psql|run|run:detached|local|ps:exec': 'change',
    },
    commands: {
      config: shows('environment'),
      'config:get': shows('environment'),
      'auth:token': shows('access-token'),
      'pg:credentials:url': shows('password'),
      'run|run:detached|run:inside': runsThere('heroku', {
        flags: '-x|--exit-code --no-tty --no-launcher',
        values: '-s|--size --type -e|--env --listen',
      }),
      'ps:scale|scale': {
        judge(call) {
          const target = call.options.operands.find(({ text }) => /=0(?::|$)/.test(text));
          if (target === undefined) return undefined;
          return { verb: 'ps:scale to 0', severity: 'destroy', target };
        },
      },
      'ps:exec': runsThere('heroku', { values: '-d|--dyno', flags: '--ssh --status' }),
      'pg:psql': {
        options: { values: '-c|--command -f|--file --credential' },
        describe(call, effects) {
          for (const sql of call.options.values('-c')) sqlAction(effects, 'postgres', sql);
          for (const file of call.options.values('-f'))
            effects.script({ path: file.text, language: 'sql', args: [] });
          if (call.stdin !== undefined && !call.options.has('-c'))
            sqlAction(effects, 'postgres', call.stdin);
        },
      },
    },
  }),
  defineTool({
    names: ['fly', 'flyctl'],
    tool: 'fly',
    summary: 'Command and severity; tokens shown, commands of `ssh console`',
    options: {
      flags: '-y|--yes --verbose -j|--json --force',
      values: '-a|--app -c|--config -o|--org -r|--region -t|--access-token -i|--image',
    },
    depth: 3,
    verbs: {
      'status|logs|info|releases|doctor|dig|ping|docs|platform|history|version': 'read',
      'apps|app destroy|delete': 'irreversible',
      destroy: 'irreversible',
      'volumes|volume|vol destroy|delete|rm': 'irreversible',
      'machine|machines|m destroy|remove|rm': 'destroy',
      'postgres|pg|mpg|redis|storage|mysql|consul destroy|detach': 'irreversible',
      'secrets unset': 'destroy',
      'ips release': 'destroy',
      suspend: 'destroy',
      'apps|app suspend': 'destroy',
      'postgres|pg failover|restart': 'destroy',
      'machine|machines|m cordon': 'destroy',
      // Concourse's client has the same name.
      'abort-build|pause-pipeline|archive-pipeline': 'destroy',
      'machine|machines|m stop|kill|suspend': 'destroy',
      'certs delete|remove': 'destroy',
      'orgs delete': 'irreversible',
    },
    secrets: {
      'auth token': 'access-token',
      'tokens create': 'access-token',
      'config env': 'environment',
    },
    commands: {
      'scale count': {
        judge: ({ options }) =>
          options.operands.some(({ text }) => /^(?:\w+=)?0$/.test(text))
            ? { verb: 'scale count 0', severity: 'destroy' }
            : undefined,
      },
      'ssh console': {
        options: {
          values: '-C|--command -u|--user -s|--select --machine --address',
          flags: '--pty',
        },
        describe(call, effects) {
          for (const line of call.options.values('-C'))
            effects.line(line, { wrapper: 'fly', elsewhere: true });
        },
      },
      'machine|m exec': runsThere('fly', {}, 1),
    },
  }),
];
