import type { Call, Effects, Program, Stream, Value } from '../../program.ts';
import { someLinesOf } from '../files/reading.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { keepsSomeProcesses } from '../shapes/process-list.ts';
import { literal, unknownValue } from '../shapes/values.ts';
import { itemsOf } from '../wrappers/items.ts';

/** Options with which it prints set-up for a shell, its manual or its version. */
const PRINTS = ['--bash', '--zsh', '--fish', '--man', '--version', '--help', '-h'];

/**
 * `fzf` and `sk`: lines of standard input are chosen from. `--preview` and the actions of `--bind`
 * are shell lines, into which what is chosen is put in quotes (fzf(1), AVAILABLE ACTIONS).
 */
export const FZF: Program = defineProgram({
  names: ['fzf', 'fzf-tmux', 'sk'],
  summary: 'lets lines through; lines of `--preview` and `--bind`, the history it keeps',
  options: {
    flags: PRINTS.join(' '),
    values:
      '--preview --bind --history --info-command -f|--filter -q|--query -c|--cmd --with-nth -n|--nth -d|--delimiter',
    optional: '-m|--multi --listen --listen-unsafe',
    abbreviations: false,
  },
  describe(call, effects) {
    const { options } = call;
    if (PRINTS.some((key) => options.has(key))) return effects.stdout({ text: '', taint: {} });
    for (const file of options.values('--history')) effects.writes(file, { taint: {} });
    const lines = [
      ...options.values('--preview'),
      ...options.values('--info-command'),
      ...(call.name === 'sk' ? options.values('-c') : []),
      ...options.values('--bind').flatMap(boundLines),
    ];
    for (const line of lines) runFor(call, effects, line);
    const source = call.env['FZF_DEFAULT_COMMAND'];
    if (call.stdin !== undefined) effects.stdout(chosenFrom(call.stdin));
    else if (source !== undefined) effects.stdout(effects.line(source, { wrapper: call.name }));
  },
});

function chosenFrom(input: Stream): Stream {
  const lines = someLinesOf(input);
  return { ...lines, taint: keepsSomeProcesses(lines.taint) };
}

/** Actions that take a shell line, up to the character that opens it. */
const ACTION =
  /\b(?:execute(?:-silent|-multi)?|become|reload(?:-sync)?|preview|change-preview|(?:bg-)?transform(?:-[a-z]+)*|if-(?:query|non-)[a-z-]*)([([{<:~!@#$%^&*;/|])/g;
const CLOSES: { readonly [open: string]: string } = { '(': ')', '[': ']', '{': '}', '<': '>' };
/** Most actions of one option that are looked at. */
const MOST_ACTIONS = 32;

/** The shell lines among the actions of `KEY:ACTION(…)+ACTION(…),KEY:…`. */
function boundLines(binding: Value): readonly Value[] {
  const lines: Value[] = [];
  for (const match of binding.text.matchAll(ACTION)) {
    const open = match[1] ?? ':';
    const rest = binding.text.slice(match.index + match[0].length);
    if (lines.length < MOST_ACTIONS) lines.push({ ...binding, text: upToEnd(rest, open) });
  }
  return lines;
}

/** An argument ends where its closing character stands before the next action, key or the end. */
function upToEnd(rest: string, open: string): string {
  if (open === ':') return rest;
  const close = CLOSES[open] ?? open;
  for (let at = rest.indexOf(close); at >= 0; at = rest.indexOf(close, at + 1))
    if (at === rest.length - 1 || /[+,]/.test(rest.charAt(at + 1))) return rest.slice(0, at);
  return rest;
}

/**
 * `{}`, `{+}`, `{q}`, `{2}`, `{1..3}`, `{+f}`; not the `${1}` of a shell. The manual writes a blank
 * before it as `\ `, which holds where the option stands in a variable.
 */
const PLACEHOLDER = /(\\ )?(?<!\$)\{[+*sfr]*(?:q|n|-?\d*(?:\.\.-?\d*)?)\}/g;
/** Most lines that are put in one by one. */
const MOST_ITEMS = 8;

function runFor(call: Call, effects: Effects, line: Value): void {
  const items = itemsOf(call.stdin, { kind: 'lines' });
  const few = items.length > 0 && items.length <= MOST_ITEMS;
  const chosen = few ? items : [unknownValue(call.stdin?.taint)];
  const text = line.text.replace(
    PLACEHOLDER,
    (_, blank) => `${blank === undefined ? '' : ' '}"$1"`,
  );
  const { pattern: _pattern, ...rest } = line;
  for (const item of text === line.text ? chosen.slice(0, 1) : chosen)
    effects.line(line.known ? { ...rest, text } : line, {
      wrapper: call.name,
      positional: [literal(call.name), { ...item, splits: false }],
    });
}
