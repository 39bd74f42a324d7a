import type { Random } from './random.ts';

/** What words need of the script they stand in. */
export interface WordContext {
  readonly random: Random;
  marker(): string;
  disguised(text: string): string;
  simple(depth: number): string;
  word(depth: number): string;
}

/** Deepest that words hold others. */
const MAX_DEPTH = 5;

/** A random word: literal, quoted, a variable with some operator, a substitution, a brace list. */
export function generateWord(context: WordContext, depth: number): string {
  const { random } = context;
  if (depth >= MAX_DEPTH) return plain(context);
  switch (random.below(16)) {
    case 0:
      return scalar(context, depth);
    case 1:
      return `"${scalar(context, depth)}"`;
    case 2:
      return positional(random);
    case 3:
      return array(random);
    case 4:
      return `$(${context.simple(depth + 1)})`;
    case 5:
      return `"$(${context.simple(depth + 1)})"`;
    case 6:
      return `$(echo ${context.word(depth + 1)})`;
    case 7:
      return `{${plain(context)},${context.word(depth + 1)}}`;
    case 8:
      return `${plain(context)}{${random.below(3)}..${random.below(5)}}`;
    case 9:
      return `$((${arithmetic(random)}))`;
    case 10:
      return `${plain(context)}${scalar(context, depth)}`;
    case 11:
      return `\`echo ${plain(context).replace(/[\\`]/g, '')}\``;
    case 12:
      return `"${plain(context).replace(/["\\$`]/g, '')} ${scalar(context, depth)}"`;
    default:
      return plain(context);
  }
}

function plain(context: WordContext): string {
  const { random } = context;
  const text = random.pick(['ab', 'x1', 'kab:z', 'a b', 'Q', 'foo', '-r', 'a=b', '0', 'z,a']);
  if (text.includes(' ')) return random.pick([`'${text}'`, `"${text}"`, 'a\\ b', "$'a b'"]);
  return context.disguised(text);
}

function scalar(context: WordContext, depth: number): string {
  const { random } = context;
  const name = `v${random.below(4)}`;
  switch (random.below(19)) {
    case 0:
      return `$${name}`;
    case 1:
      return `\${${name}:-${context.word(depth + 1)}}`;
    case 2:
      return `\${${name}-${context.word(depth + 1)}}`;
    case 3:
      return `\${${name}:+${context.word(depth + 1)}}`;
    case 4:
      return `\${${name}:=${context.word(depth + 1)}}`;
    case 5:
      return `\${${name}#${random.pick(['?', 'a', '*a', '[ab]'])}}`;
    case 6:
      return `\${${name}%%${random.pick(['?', 'b', 'a*', '[!a]'])}}`;
    case 7:
      return `\${${name}//${random.pick(['a', '?', 'b*'])}/${random.pick(['k', '', 'xy'])}}`;
    case 8:
      return `\${${name}/${random.pick(['#a', '%b', 'a'])}/${random.pick(['k', ''])}}`;
    case 9:
      return `\${${name}:${random.below(3)}:${random.below(4)}}`;
    case 10:
      return `\${${name}: -${1 + random.below(3)}}`;
    case 11:
      return `\${#${name}}`;
    case 12:
      return `\${${name}${random.pick(['^^', ',,', '^', ','])}}`;
    case 13:
      return `\${${name}:-$(${context.simple(depth + 1)})}`;
    case 14:
      return `\${${name}@${random.pick(['U', 'L', 'u'])}}`;
    case 15:
      return `\${${name}/${random.pick(['a', '[a-k]', '\\*'])}/${context.word(depth + 1)}}`;
    default:
      return `\${${name}}`;
  }
}

function positional(random: Random): string {
  return random.pick([
    '"$@"',
    '$@',
    '$*',
    '"$*"',
    '$1',
    '"$2"',
    '$#',
    '"${@:2}"',
    '${@:1:1}',
    'x"$@"y',
  ]);
}

function array(random: Random): string {
  const name = `a${random.below(4)}`;
  return random.pick([
    `"\${${name}[@]}"`,
    `\${${name}[@]}`,
    `"\${${name}[*]}"`,
    `\${${name}[1]}`,
    `\${${name}[-1]}`,
    `\${#${name}[@]}`,
    `"\${${name}[@]:1}"`,
    `"\${!${name}[@]}"`,
    `$${name}`,
    `"\${${name}[@]#?}"`,
  ]);
}

function arithmetic(random: Random): string {
  return random.pick(['1+1', '2**3', 'i', 'i++', '5/2', '(1<2)?7:8', 'x=3', '0x10', '010', '1,2']);
}
