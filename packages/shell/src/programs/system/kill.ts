import type { Call, Effects, Value } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram, type OptionList } from '../shapes/define-program.ts';
import { chosenBy, listsProcesses, processTarget } from '../shapes/process-list.ts';
import { literal } from '../shapes/values.ts';

/** `kill [-SIGNAL] PID…`; `-l` lists signals, signal 0 only asks, a negative number is a group. */
export const KILL = defineProgram({
  names: ['kill', 'gkill'],
  summary: 'ends each process; `-1` and group 0 are `broad`; `-0` and `-l` do nothing',
  options: {
    values: '-s|--signal -n -q|--queue',
    flags: '-p -a|--all',
    abbreviations: false,
  },
  describe(call, effects) {
    if (onlyInforms(call) || call.args.some(({ text }) => LISTS.test(text))) return;
    const { signal, targets } = readWords(call);
    if (signal?.text === '0' || /^EXIT$/i.test(signal?.text ?? '')) return;
    for (const word of targets) {
      const target = processTarget(word);
      const broad = target === word ? isBroad(word) : fitsAll(target);
      effects.action('system.process', {
        verb: 'kill',
        target,
        signal,
        broad: broad ? true : undefined,
      });
    }
  },
});

/** Spelt out, for `-KILL` is a signal. */
const LISTS = /^(?:-l\d*|-L|--list(?:=.*)?|--table)$/;

/** Every process (-1), the own group (0), init (1). */
function isBroad(target: Value): boolean {
  return /^(?:-1|-?0+|1)$/.test(target.text);
}

function readWords(call: Call): { signal: Value | undefined; targets: readonly Value[] } {
  const targets: Value[] = [];
  let signal: Value | undefined = [...call.options.values('-s'), ...call.options.values('-n')].at(
    -1,
  );
  let ended = false;
  for (let index = 0; index < call.args.length; index += 1) {
    const word = call.args[index];
    if (word === undefined) break;
    if (word.text === '--') ended = true;
    else if (/^(?:-s|-n|-q|--signal|--queue)$/.test(word.text) && !ended) index += 1;
    else if (!word.text.startsWith('-')) targets.push(word);
    else if (ended || (signal !== undefined && /^-\d+$/.test(word.text))) targets.push(word);
    else if (/^-(?:SIG)?[A-Za-z0-9+-]+$/i.test(word.text) && !word.text.startsWith('--'))
      signal = literal(word.text.slice(1));
  }
  return { signal, targets };
}

/** Options of `pgrep` and `pkill` (procps), which are one program. */
const BY_PATTERN: OptionList = {
  flags:
    '-c|--count -e|--echo -f|--full -n|--newest -o|--oldest -v|--inverse -x|--exact -i|--ignore-case -l|--list-name -a|--list-full -w|--lightweight -L|--logpidfile -A|--ignore-ancestors',
  values:
    '--signal -q|--queue -d|--delimiter -g|--pgroup -G|--group -P|--parent -s|--session -t|--terminal -u|--euid -U|--uid -F|--pidfile --ns --nslist -r|--runstates --cgroup -O|--older --env',
};

/** The processes a call chooses; `undefined` where the program would refuse it. */
function chosenProcesses({
  options,
}: Call): { readonly pattern: Value | undefined; readonly broad: boolean } | undefined {
  const [word] = options.operands;
  const isAll = word !== undefined && fitsAll(word);
  const pattern =
    word === undefined || isAll ? word : { ...word, text: chosenBy(word.text, options.has('-x')) };
  const selected = ['-u', '-U', '-G', '-t', '-g', '-s'].some((key) => options.has(key));
  const narrowed = ['-P', '-F', '--ns', '--cgroup'].some((key) => options.has(key));
  if (pattern === undefined && !selected && !narrowed) return undefined;
  const broad = options.has('-v') || (word === undefined ? selected : isAll);
  return { pattern, broad };
}

/** `pkill PATTERN`: every process whose name fits; selecting by user or terminal alone is broad. */
export const PKILL = defineProgram({
  names: ['pkill', 'skill'],
  summary: 'ends the processes that fit; a pattern that fits all is `broad`',
  options: BY_PATTERN,
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const signal = call.options.values('--signal').at(-1) ?? dashedSignal(call);
    const chosen = chosenProcesses(call);
    if (signal?.text === '0' || chosen === undefined) return;
    effects.action('system.process', {
      verb: 'kill',
      target: chosen.pattern,
      signal,
      broad: chosen.broad ? true : undefined,
    });
  },
});

/** `pgrep PATTERN`: prints the numbers of the processes that `pkill` would end. */
export const PGREP = defineProgram({
  names: ['pgrep'],
  summary: 'the processes it lists: what `kill` ends that is given their numbers',
  options: BY_PATTERN,
  describe(call, effects) {
    const chosen = onlyInforms(call) ? undefined : chosenProcesses(call);
    if (chosen === undefined || call.options.has('-c')) return;
    const { broad, pattern } = chosen;
    const parents = call.options.values('-P').map(({ taint }) => taint.processes ?? '');
    const by = pattern?.text ?? parents.join(' ');
    effects.stdout({ taint: listsProcesses(broad ? '.' : by) });
  },
});

/** `pidof NAME…`: prints the numbers of the processes of these programs. */
export const PIDOF = defineProgram({
  names: ['pidof'],
  summary: 'the processes it lists: what `kill` ends that is given their numbers',
  options: { flags: '-s|--single-shot -c|--check-root -q -w -x -z', values: '-o|--omit-pid -S|-d' },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const names = call.options.operands.map(({ text }) => text);
    effects.stdout({ taint: listsProcesses(names.join(' ')) });
  },
});

function fitsAll(pattern: Value): boolean {
  return /^\^?(?:\.?[*+]?|\[.*\]|\\?[.w]\*?)\$?$/.test(pattern.text) && pattern.known;
}

/** `-9`, `-KILL`, `-SIGKILL` stand for a signal. */
function dashedSignal(call: Call): Value | undefined {
  const word = call.args.find(({ text }) => /^-(?:\d+|(?:SIG)?[A-Z][A-Z0-9]+)$/.test(text));
  return word === undefined ? undefined : literal(word.text.slice(1));
}

/** `killall NAME…`; System V's kills every process. `-u` alone is broad. */
export const KILLALL = defineProgram({
  names: ['killall', 'killall5'],
  summary: 'ends the processes of each name; `killall5` and `-u` alone are `broad`',
  options: {
    flags:
      '-e|--exact -I|--ignore-case -g|--process-group -i|--interactive -l|--list -q|--quiet -r|--regexp -v|--verbose -V|--version -w|--wait -d -m -z',
    values: '-y|--younger-than -o|--older-than -s|--signal -u|--user -Z|--context -n|--ns -c -t',
  },
  describe: describeKillall,
});

function describeKillall(call: Call, effects: Effects): void {
  if (onlyInforms(call)) return;
  const { options } = call;
  if (options.has('-l') || options.has('-V')) return;
  const signal = options.values('-s').at(-1) ?? dashedSignal(call);
  if (signal?.text === '0') return;
  const [user] = options.values('-u');
  if (call.name === 'killall5' || (user !== undefined && options.operands.length === 0)) {
    effects.action('system.process', { verb: 'kill', signal, target: user, broad: true });
    return;
  }
  for (const target of options.operands)
    effects.action('system.process', {
      verb: 'kill',
      target: options.has('-r') ? { ...target, text: chosenBy(target.text) } : target,
      signal,
      broad: options.has('-r') && fitsAll(target) ? true : undefined,
    });
}

/** Windows: `taskkill /F /IM NAME /PID N /FI FILTER`. */
export const TASKKILL = defineProgram({
  names: ['taskkill'],
  summary: 'ends the processes of each `/IM`, `/PID` and `/FI`; `*` is `broad`',
  options: { clusters: false, abbreviations: false },
  describe(call, effects) {
    for (const [index, word] of call.args.entries()) {
      const target = call.args[index + 1];
      if (/^[/-](?:im|pid|fi)$/i.test(word.text) && target !== undefined)
        effects.action('system.process', {
          verb: 'kill',
          target,
          broad: target.text === '*' ? true : undefined,
        });
    }
  },
});
