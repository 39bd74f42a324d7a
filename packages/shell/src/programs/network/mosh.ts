import type { Call, Effects, Program, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { joinValues } from '../shapes/values.ts';
import { loginHost } from './login-host.ts';

/** `mosh` (mosh(1)): `--ssh` is a command of this machine, to which the host is added. */
export const MOSH: Program = defineProgram({
  names: ['mosh'],
  summary: 'The host, the remote command, the local ones of `--ssh` and `--client`',
  options: {
    flags:
      '-a -n -4 -6 -o --no-init --init --local --no-ssh-pty --ssh-pty --help --version --predict-overwrite --prefer-family',
    values:
      '-p|--port --client --server --predict --family --bind-server --ssh --experimental-remote-ip',
    stopAtOperand: true,
  },
  describe(call, effects) {
    const { options } = call;
    if (asksForHelp(call) || options.has('--version')) return;
    const [destination] = options.operands;
    for (const program of options.values('--client')) effects.run([program], { wrapper: 'mosh' });
    if (destination === undefined) return;
    for (const command of options.values('--ssh'))
      effects.line(joinValues([command, destination]), { wrapper: 'mosh' });
    const { host } = loginHost(destination);
    effects.action('net.connect', { host, port: 22 });
    runsThere(call, effects, options.values('--server'));
  },
});

function runsThere(call: Call, effects: Effects, servers: readonly Value[]): void {
  const rest = call.args.slice(call.options.firstOperand + 1);
  const words = rest[0]?.text === '--' ? rest.slice(1) : rest;
  const run = { wrapper: 'mosh', elsewhere: !call.options.has('--local') };
  for (const server of servers) effects.line(server, run);
  if (words.length > 0) effects.run(words, run);
}
