import type { Effects, Stream } from '../../program.ts';
import { asksAlone, onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { literal } from '../shapes/values.ts';

/** `crontab FILE` or `crontab -` replaces the table, whose commands are read; `-r` removes it. */
export const CRONTAB = defineProgram({
  names: ['crontab', 'fcrontab'],
  summary: 'installs or removes a table (`system.persist`), reads its commands; `-l` lists',
  options: { flags: '-l -r -e -i -n -T', values: '-u -s -c -x', abbreviations: false },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call) || asksAlone(call, '-V', '-h', '-?')) return;
    if (options.has('-l') || options.has('-n') || options.has('-T')) return;
    if (options.has('-r')) return effects.action('system.persist', { verb: 'remove' });
    const [file] = options.operands;
    if (options.has('-e') || (file === undefined && call.stdin === undefined))
      return effects.action('system.persist', { verb: 'edit' });
    const fromStdin = file === undefined || file.text === '-';
    const table: Stream = fromStdin ? (call.stdin ?? { taint: {} }) : effects.reads(file);
    effects.action('system.persist', { verb: 'install', file_path: fromStdin ? undefined : file });
    runTable(effects, table);
  },
});

const FIELDS = /^\s*(?:@\w+|(?:[^\s#]+\s+){4}[^\s#]+)\s+(.+)$/;

function runTable(effects: Effects, table: Stream): void {
  for (const line of (table.text ?? '').split('\n')) {
    const command = line.match(FIELDS)?.[1];
    // An unescaped `%` ends the command; what follows is its input.
    if (command !== undefined && !/^\s*\w+\s*=/.test(line))
      effects.line(literal(command.replace(/(?<!\\)%[\s\S]*$/, ''), table.taint), {
        wrapper: 'cron',
      });
  }
}

/** `atrm JOB…`: takes back what `at` was given; `atq` lists. */
export const ATRM = defineProgram({
  names: ['atrm', 'atq'],
  summary: 'removes what would run later (`system.persist`); `atq` lists',
  options: { flags: '-V -v', values: '-q' },
  describe(call, effects) {
    if (onlyInforms(call) || call.name === 'atq' || call.options.operands.length === 0) return;
    effects.action('system.persist', { verb: 'remove' });
  },
});

/** `schtasks /create …` of Windows. */
export const SCHTASKS = defineProgram({
  names: ['schtasks'],
  summary: '`/create` and `/change` (`system.persist`); `/tr` is a command',
  options: { abbreviations: false, clusters: false },
  describe(call, effects) {
    const texts = call.args.map(({ text }) => text.toLowerCase());
    if (!texts.some((text) => /^\/(?:create|change|delete|run)$/.test(text))) return;
    const removes = texts.includes('/delete');
    effects.action('system.persist', { verb: removes ? 'remove' : 'schedule' });
    const command = call.args[texts.indexOf('/tr') + 1];
    if (texts.includes('/tr') && command !== undefined)
      effects.line(command, { wrapper: 'schtasks' });
  },
});
