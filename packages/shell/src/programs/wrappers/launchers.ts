import type { Call, Effects, Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { lineInherited, runInherited } from '../shapes/inherit.ts';
import { asksForHelp, defineSubcommands } from '../shapes/subcommands.ts';
import { executes } from './executes.ts';
import { defineWrapper } from './wrapper.ts';

/** What stands behind `--` is run; without it nothing is. */
function runAfterMarker(call: Call, effects: Effects): void {
  const marker = call.args.findIndex((word) => word.text === '--');
  if (!asksForHelp(call) && marker >= 0) runInherited(call, effects, call.args.slice(marker + 1));
}

/** Programs that start a command once, in the background, within limits, or when something is there. */
export const LAUNCHERS: readonly Program[] = [
  defineWrapper({
    names: [
      'run-one',
      'run-this-one',
      'run-one-constantly',
      'run-one-until-success',
      'run-one-until-failure',
      'keep-one-running',
    ],
    summary: 'The command it runs',
    options: {},
  }),
  defineWrapper({
    names: ['tsp'],
    summary: 'The command it queues',
    never: ['-K', '-C', '-l', '-S', '-t', '-c', '-p', '-o', '-i', '-s', '-r', '-w', '-k', '-T'],
    options: {
      flags: '-K -C -l -t -c -p -o -i -s -r -w -k -T -u -h -V -n -f -m -d -g -B -E',
      values: '-S -L -D -W -N -U -O',
    },
  }),
  defineWrapper({
    names: ['daemonize'],
    summary: 'The command it runs in the background',
    options: { flags: '-a -v', values: '-c -e -E -l -o -p -u' },
  }),
  defineWrapper({
    names: ['logsave'],
    summary: 'The command it runs, the file it logs to',
    skip: 1,
    options: { flags: '-a -s -v' },
    also(call, effects) {
      const [file] = call.options.operands;
      if (file !== undefined) effects.action('file.write', { file_path: file });
    },
  }),
  defineWrapper({
    names: ['timelimit'],
    summary: 'The command it runs',
    options: { flags: '-p -q', values: '-s -S -t -T' },
  }),
  defineWrapper({
    names: ['uclampset'],
    summary: 'The command it runs',
    never: ['-p'],
    options: {
      flags: '-a|--all-tasks -s|--system -R|--reset-on-fork -v|--verbose -h|--help -V|--version',
      values: '-m -M -p|--pid',
    },
  }),
  defineWrapper({
    names: ['pipesz'],
    summary: 'The command it runs',
    options: {
      flags: '-g|--get -c|--check -i|--stdin -o|--stdout -e|--stderr -q|--quiet -v|--verbose',
      values: '-s|--set -f|--file -n|--fd',
    },
  }),
  defineSubcommands({
    names: ['rr', 'uftrace'],
    summary: 'The command of `record`, whose calls are recorded',
    options: {},
    commands: {
      'record|live': executes({
        options: { flags: '-a --force --no-args', values: '-A -D -d -F -N -o -R -t -T' },
      }),
    },
  }),
  defineSubcommands({
    names: ['coresched'],
    summary: 'The command of `new` and `copy`',
    options: {},
    commands: { 'new|copy': { options: { stopAtOperand: false }, describe: runAfterMarker } },
  }),
  defineProgram({
    names: ['wait-for-it', 'wait-for-it.sh', 'wait-for', 'dockerize', 'daemon'],
    summary: 'The command behind `--`',
    options: { clusters: false, stopAtOperand: true },
    describe: runAfterMarker,
  }),
  defineProgram({
    names: ['mispipe'],
    summary: 'The two lines it connects',
    options: {},
    describe(call, effects) {
      for (const line of call.options.operands) lineInherited(call, effects, line);
    },
  }),
];
