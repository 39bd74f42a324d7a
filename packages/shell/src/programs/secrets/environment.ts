import type { Call, Effects, Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { dumpEnvironment } from '../wrappers/env.ts';
import { isSecretVariable } from './variable-name.ts';

/** Variables shown by name: those whose name says that they hold a secret. */
function showVariables(call: Call, effects: Effects): void {
  const { operands } = call.options;
  if (operands.length === 0) dumpEnvironment(effects);
  const shown = operands.filter((word) => !word.known || isSecretVariable(word.text));
  if (shown.length === 0) return;
  effects.action('secret.read', { kind: 'environment-variable' });
  effects.stdout({ taint: { secret: 'environment-variable' } });
}

/** Programs and builtins that print variables. */
export const ENVIRONMENT_PROGRAMS: readonly Program[] = [
  defineProgram({
    names: ['printenv', 'gprintenv'],
    summary: 'The dump without a name, variables whose name says that they are secret',
    options: { flags: '-0|--null --help --version' },
    describe(call, effects) {
      if (!asksForHelp(call) && !call.options.has('--version')) showVariables(call, effects);
    },
  }),
  defineProgram({
    names: ['set'],
    summary: 'The dump without an argument',
    options: { stopAtOperand: true },
    describe(call, effects) {
      if (call.args.length === 0) dumpEnvironment(effects);
    },
  }),
  defineProgram({
    names: ['export', 'declare', 'typeset', 'readonly'],
    summary: 'The dump without a name, variables shown with `-p`',
    options: { flags: '-a -A -f -F -g -i -I -l -n -p -r -t -u -x' },
    describe(call, effects) {
      const { options } = call;
      if (options.has('-f') || options.has('-F')) return;
      if (options.operands.length === 0 || options.has('-p')) showVariables(call, effects);
    },
  }),
  defineProgram({
    names: ['history', 'fc'],
    summary: 'Lines typed before, which may hold secrets',
    options: { flags: '-a -c -d -l -n -p -r -s -w', values: '-e' },
    describe(call, effects) {
      const { options, name } = call;
      const changes = ['-c', '-d', '-a', '-n', '-r', '-w', '-s', '-p'].some((key) =>
        options.has(key),
      );
      const shows = name === 'history' ? !changes : options.has('-l');
      if (!shows) return;
      effects.action('secret.read', { kind: 'history' });
      effects.stdout({ taint: { secret: 'history' } });
    },
  }),
];
