import type { Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';

/** Web servers and proxies by the option that signals the one that runs. */
export const SERVER_PROGRAMS: readonly Program[] = [
  defineProgram({
    names: ['nginx', 'openresty'],
    summary: 'The signal of `-s`, the configuration it starts with',
    options: { flags: '-t -T -q -v -V -h -?', values: '-c -e -g -p -s' },
    describe(call, effects) {
      const { options } = call;
      if (asksForHelp(call) || ['-t', '-T', '-v', '-V', '-h', '-?'].some((key) => options.has(key)))
        return;
      const signal = options.values('-s').at(-1)?.text;
      const stops = signal === 'stop' || signal === 'quit';
      effects.action('system.service', {
        verb: signal ?? 'start',
        target: 'nginx',
        ...(stops ? { destructive: true } : {}),
      });
    },
  }),
  defineProgram({
    names: ['haproxy'],
    summary: 'Starting, and taking over from the one that runs (`-sf`, `-st`)',
    options: {
      flags: '-c -v -vv -D -W -V -q -db -h',
      values: '-f -C -p -L -n -N -m -x',
      clusters: false,
    },
    describe(call, effects) {
      const { options } = call;
      if (['-v', '-vv', '-c', '-h'].some((key) => options.has(key))) return;
      const stops = call.args.some((word) => word.text === '-sf' || word.text === '-st');
      effects.action('system.service', {
        verb: stops ? 'stop' : 'start',
        target: 'haproxy',
        ...(stops ? { destructive: true } : {}),
      });
    },
  }),
  defineProgram({
    names: ['apachectl', 'apache2ctl', 'httpd', 'apache2', 'caddy'],
    summary: 'The action it takes',
    options: {
      flags: '-t -v -V -S -M -L -h --force',
      values: '-k -f -d -D --config --adapter --address --envfile',
    },
    describe(call, effects) {
      const { options } = call;
      const verb = options.values('-k').at(-1)?.text ?? options.operands[0]?.text;
      if (
        asksForHelp(call) ||
        verb === undefined ||
        /^(?:configtest|status|fullstatus|version|validate|fmt|adapt|list-modules|help|environ)$/.test(
          verb,
        )
      )
        return;
      const stops = verb === 'stop' || verb === 'graceful-stop';
      effects.action('system.service', {
        verb,
        target: call.name,
        ...(stops ? { destructive: true } : {}),
      });
    },
  }),
];
