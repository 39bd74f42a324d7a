import { NOTHING } from '../../flow/stream.ts';
import type { Call, Effects, Program, RunOptions, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { joinValues, literal, substitute, unknownValue, valueOfStream } from '../shapes/values.ts';
import { itemsOf } from './items.ts';
import { commandAfter } from './wrapper.ts';

const SOURCE = /^::::?\+?$/;
/** Replacement strings other than `{}`: `{.}`, `{/}`, `{1}`, `{2/.}`, `{= … =}` … */
const PLACEHOLDER = /\{(?:[-+]?\d*(?:\.|\/|\/\/|\/\.|\.\.)?|#|%|=.*?=)\}/g;
/** Options with which it tells something and runs nothing. */
const TELLS = ['--dry-run', '--shellquote', '-h', '-V', '--citation', '--bibtex'] as const;
/** Most inputs whose command is reported one by one. */
const MAX_RUNS = 32;

/**
 * GNU `parallel` and `sem`: words are joined to one shell line, each input is quoted and put in
 * for `{}` or appended; without a command every input is itself a line.
 */
export const PARALLEL: Program = defineProgram({
  names: ['parallel', 'sem', 'env_parallel'],
  summary: 'The line it runs for each input given by `:::`, a file or standard input',
  options: {
    flags:
      '-0|--null -k|--keep-order -m -X -q|--quote -u|--ungroup -t|--verbose -v -x|--exit ' +
      '-r|--no-run-if-empty -h|--help -V|--version --bar --bg --bibtex --citation --cleanup ' +
      '--controlmaster|-M --csv --dry-run|--dryrun|--just-print|--recon --eta --fg --fifo --files ' +
      '--filter-hosts --gnu --group --header-all --joblog-append --lb|--line-buffer|--linebuffer ' +
      '--link|--xapply --no-notice --nonall --onall --pipe|--spreadstdin --pipe-part|--pipepart ' +
      '--plain --plus --progress --record-env --resume --resume-failed --retry-failed ' +
      '--round-robin|--round --semaphore --shellquote --shuf --tag --tee --tmux --tmuxpane ' +
      '--trim-all --unsafe --wait --will-cite --wc --xargs -w',
    values:
      '-a|--arg-file -C|--colsep -d|--delimiter -E -I -j|--jobs|--max-procs|-P -L -n|--max-args ' +
      '-N|--max-replace-args -S|--sshlogin --slf|--sshloginfile -s|--max-chars -D --arg-sep ' +
      '--arg-file-sep --bf|--basefile --block --cat --compress-program --delay --env --halt ' +
      '--halt-on-error --header --id|--semaphore-name --joblog --limit --load --max-line-length ' +
      '--memfree --memsuspend --nice --profile|-J --recend --recstart --results|--res --retries ' +
      '--return --rpl --seqreplace --semaphore-timeout|--st --shebang-wrap --shellenv --sqlworker ' +
      '--sqlmaster --sqlandworker --ssh --sshdelay --tagstring --template --term-seq --timeout ' +
      '--tmpdir --tempdir --tf|--transferfile --trc --trim --wd|--workdir --ctag --tmpl -U -W',
    optional: '-e|--eof -i|--replace -l|--max-lines',
    stopAtOperand: true,
  },
  describe(call, effects) {
    const { options } = call;
    if (asksForHelp(call) || TELLS.some((key) => options.has(key))) return;
    const words = commandAfter(call);
    const at = words.findIndex((word) => SOURCE.test(word.text));
    const command = at < 0 ? words : words.slice(0, at);
    const run = runOptions(call);
    if (options.has('--pipe') || options.has('--pipe-part') || isSemaphore(call))
      return runLine(effects, joinValues(command), pipedTo(call, run));
    const items = at < 0 ? standardItems(call, effects) : listedItems(words.slice(at), effects);
    for (const item of items.slice(0, MAX_RUNS)) runFor(call, effects, command, item, run);
    if (items.length > MAX_RUNS) runFor(call, effects, command, unknownValue(), run);
  },
});

function runFor(
  call: Call,
  effects: Effects,
  command: readonly Value[],
  item: Value,
  options: RunOptions,
): void {
  if (command.length === 0) {
    runLine(effects, item, options);
    return;
  }
  const marker = call.options.values('-I').at(-1)?.text ?? '{}';
  if (call.options.has('-q')) {
    const replaced = command.map((word) => substitute(word, marker, item));
    const appends = command.every((word) => !word.text.includes(marker));
    effects.stdout(effects.run(appends ? [...replaced, item] : replaced, options));
    return;
  }
  const joined = joinValues(command);
  const appended = hasPlaceholder(joined, marker) ? joined : joinValues([joined, literal(marker)]);
  // `$1` is the input and `$2` anything made of it: parallel quotes what it puts in.
  const text = substitute(appended, marker, literal('"$1"')).text.replace(PLACEHOLDER, '"$2"');
  const line = appended.known ? literal(text, joined.taint) : appended;
  const positional = [literal('parallel'), item, unknownValue(item.taint)];
  runLine(effects, line, { ...options, positional });
}

function hasPlaceholder(line: Value, marker: string): boolean {
  return line.text.includes(marker) || line.text.search(PLACEHOLDER) >= 0;
}

function runLine(effects: Effects, line: Value, options: RunOptions): void {
  if (line.text !== '') effects.stdout(effects.line(line, options));
}

function runOptions(call: Call): RunOptions {
  const remote = call.options.has('-S') || call.options.has('--slf');
  return { wrapper: 'parallel', stdin: NOTHING, ...(remote ? { elsewhere: true } : {}) };
}

function pipedTo(call: Call, options: RunOptions): RunOptions {
  return call.stdin === undefined ? options : { ...options, stdin: call.stdin };
}

function isSemaphore(call: Call): boolean {
  return call.name === 'sem' || call.options.has('--semaphore');
}

function standardItems(call: Call, effects: Effects): readonly Value[] {
  const files = call.options.values('-a');
  const streams = files.length === 0 ? [call.stdin] : files.map((file) => effects.reads(file));
  const syntax = call.options.has('-0')
    ? ({ kind: 'delimited', delimiter: '\0' } as const)
    : ({ kind: 'lines' } as const);
  return streams.flatMap((stream) => itemsOf(stream, syntax));
}

/** The inputs after `:::` as they stand, those in the files after `::::` as far as known. */
function listedItems(words: readonly Value[], effects: Effects): readonly Value[] {
  const items: Value[] = [];
  let fromFiles = false;
  for (const word of words) {
    if (SOURCE.test(word.text)) fromFiles = word.text.startsWith('::::');
    else if (fromFiles) items.push(valueOfStream(effects.reads(word)));
    else items.push(word);
  }
  return items;
}
