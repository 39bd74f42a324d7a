import type { Call, Effects, Value } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { literal, unknownValue } from '../shapes/values.ts';
import { remotePath } from './remote-path.ts';
import { runsSshOptions } from './ssh-options.ts';
import { transfers, uploads } from './transfer.ts';

/** `sftp HOST[:FILE [LOCAL]]`: its commands come from standard input or from `-b FILE`. */
export const SFTP = defineProgram({
  names: ['sftp', 'psftp'],
  summary: 'fetches; `put`, `get`, `!` of its commands; `-b FILE`, `-S`, `-o ProxyCommand`',
  options: {
    flags: '-4 -6 -A -a -C -f -N -p -q -r -v',
    values: '-B -b -c -D -F -i -J -l -o -P -R -S -s -X',
    abbreviations: false,
  },
  describe(call, effects) {
    const { options } = call;
    const [place, local] = options.operands;
    if (onlyInforms(call) || place === undefined) return;
    for (const program of [...options.values('-S'), ...options.values('-D')])
      effects.line(program, { wrapper: 'sftp' });
    runsSshOptions(call, effects, options.values('-o'));
    const remote = remotePath(place);
    const host = remote?.host ?? withoutUser(place);
    if (remote !== undefined && remote.path.text !== '')
      return transfers(call, effects, {
        sources: [place],
        target: local ?? literal('.'),
        recursive: options.has('-r'),
      });
    effects.action('net.connect', { host });
    const batch = options.values('-b').at(-1);
    const commands = batch === undefined || batch.text === '-' ? call.stdin : effects.reads(batch);
    if (commands?.text === undefined) return;
    for (const line of commands.text.split('\n')) runCommand(call, effects, line.trim(), host);
  },
});

function withoutUser(place: Value): Value {
  return { ...place, text: place.text.slice(place.text.indexOf('@') + 1) };
}

function runCommand(call: Call, effects: Effects, line: string, host: Value): void {
  if (line.startsWith('!')) {
    effects.line(literal(line.slice(1)), { wrapper: call.name });
    return;
  }
  const [command = '', ...words] = line.replace(/^[-@]+/, '').split(/\s+/);
  const paths = words.filter((word) => !word.startsWith('-'));
  const recursive = words.some((word) => /^-\w*r/i.test(word));
  const [first, second] = paths.map((path) => literal(path));
  if (/^m?(?:put|reput)$/.test(command) && first !== undefined)
    uploads(call, effects, first, { host, recursive: recursive || undefined });
  else if (/^(?:rm|rmdir)$/.test(command) && first !== undefined)
    effects.run([literal('rm'), ...paths.map((path) => literal(path))], {
      wrapper: call.name,
      elsewhere: true,
    });
  else if (/^m?(?:get|reget)$/.test(command) && first !== undefined)
    effects.writes(second ?? unknownValue(), { taint: { remote: `${host.text}:${first.text}` } });
}
