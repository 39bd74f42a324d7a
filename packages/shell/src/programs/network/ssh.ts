import { parseOptions } from '../../options.ts';
import type { Call, Effects, Program, RunOptions, Stream, Value } from '../../program.ts';
import { runsSshOptions } from '../archives/ssh-options.ts';
import { defineProgram, grammarOf, type OptionList } from '../shapes/define-program.ts';
import { joinTaint, joinValues } from '../shapes/values.ts';
import { defineWrapper } from '../wrappers/wrapper.ts';
import { loginHost } from './login-host.ts';

/** ssh(1), OpenSSH 9. */
const OPTIONS: OptionList = {
  flags: '-4 -6 -A -a -C -f -G -g -K -k -M -N -n -q -s -T -t -V -v -X -x -Y -y --help --version -h',
  values: '-B -b -c -D -E -e -F -I -i -J -L -l -m -O -o -P -p -Q -R -S -W -w',
  stopAtOperand: true,
};

/** `ssh`: options may also stand between the host and the command. */
export const SSH: Program = defineProgram({
  names: ['ssh', 'autossh', 'slogin', 'dbclient', 'plink'],
  summary: 'The host, the remote line, commands in `-o`, forwarded ports, what is sent',
  options: OPTIONS,
  describe(call, effects) {
    if (['-V', '-Q', '--help', '--version', '-h'].some((key) => call.options.has(key))) return;
    const [destination] = call.options.operands;
    const later = afterHost(call);
    runsSshOptions(call, effects, [...call.options.values('-o'), ...later.options.values('-o')]);
    for (const file of call.options.values('-E')) effects.action('file.write', { file_path: file });
    if (destination === undefined || call.options.has('-G')) return;
    const { host, port } = loginHost(destination);
    const given = Number(
      (call.options.values('-p').at(-1) ?? later.options.values('-p').at(-1))?.text,
    );
    // Whoever reaches the port there is answered by this machine.
    const opensHere = [call, later].some(({ options }) => options.values('-R').length > 0);
    effects.action('net.connect', {
      host,
      port: Number.isInteger(given) ? given : (port ?? 22),
      ...(call.stdin !== undefined || opensHere ? { upload: true } : {}),
    });
    for (const each of [call, later]) forwards(each, effects);
    if (call.options.has('-n')) remoteLine(later, effects, host, undefined);
    else remoteLine(later, effects, host, call.stdin);
  },
});

/** The words after the host, with options that stand there. */
function afterHost(call: Call): Call {
  const args = call.args.slice(call.options.firstOperand + 1);
  return { ...call, args, options: parseOptions(args, grammarOf(OPTIONS)) };
}

function remoteLine(call: Call, effects: Effects, host: Value, stdin: Stream | undefined): void {
  if (stdin !== undefined) effects.sends(stdin, { host });
  const words = call.args.slice(call.options.firstOperand);
  const run: RunOptions = {
    wrapper: 'ssh',
    elsewhere: true,
    ...(stdin === undefined ? {} : { stdin }),
  };
  if (call.options.has('-s') || call.options.has('-N')) return;
  const line = words.length > 0 ? joinValues(words) : stdin;
  const output = line === undefined ? { taint: {} } : effects.line(line, run);
  effects.stdout({ taint: joinTaint(output.taint, { remote: host.text }) });
}

/** Ports opened on this machine (`-L`, `-D`) or towards it (`-R`), and `-W`. */
function forwards(call: Call, effects: Effects): void {
  for (const key of ['-L', '-D', '-R'])
    for (const forward of call.options.values(key)) {
      const match = /^(?:(\[[^\]]*\]|[^:]*):)?(\d+)(?::|$)/.exec(forward.text);
      effects.action('net.listen', {
        host: key === '-R' ? '0.0.0.0' : (match?.[1] ?? 'localhost'),
        port: match?.[2] === undefined ? undefined : Number(match[2]),
      });
    }
  for (const target of call.options.values('-W')) {
    const [name, port] = target.text.split(':');
    effects.action('net.connect', { host: name, port: Number(port) });
  }
}

/** `sshpass`: gives a password to the command it runs. */
export const SSHPASS: Program = defineWrapper({
  names: ['sshpass'],
  summary: 'The command it runs',
  options: { flags: '-e -h -V -v', values: '-d -f -p -P' },
});
