import type { CliContext } from '../context.ts';

/** Colours for people; the identity where there is no terminal or `NO_COLOR` is set. */
export type Style = {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
};

const PLAIN: Style = {
  bold: (text) => text,
  dim: (text) => text,
  red: (text) => text,
  green: (text) => text,
  yellow: (text) => text,
};

/** `FORCE_COLOR` wins over a missing terminal, `NO_COLOR` over both. */
export function styleOf({ environment, isTerminal }: CliContext): Style {
  const forced = environment['FORCE_COLOR'];
  const wants = (forced !== undefined && forced !== '0' && forced !== '') || isTerminal;
  if (!wants || environment['NO_COLOR'] || environment['TERM'] === 'dumb') return PLAIN;
  const wrap = (open: number, close: number) => (text: string) =>
    `\x1b[${open}m${text}\x1b[${close}m`;
  return {
    bold: wrap(1, 22),
    dim: wrap(2, 22),
    red: wrap(31, 39),
    green: wrap(32, 39),
    yellow: wrap(33, 39),
  };
}

/** The colour of an effect: what is stopped is red, what waits for a human yellow. */
export function paintEffect(style: Style, effect: string, text = effect): string {
  if (effect === 'deny') return style.red(text);
  if (effect === 'review') return style.yellow(text);
  return effect === 'allow' ? style.green(text) : text;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go.
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text from a log or a policy, safe to show: no escape sequences, nothing that reorders a line. */
export function printable(text: string): string {
  return text.replace(CONTROLS, '\ufffd');
}
