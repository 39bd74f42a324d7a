/** One unit of a shell pattern. */
type Token =
  | { readonly kind: 'star' }
  | { readonly kind: 'any' }
  | { readonly kind: 'one'; readonly matches: (character: string) => boolean };

/** Longest text and pattern that are matched; longer ones are not decided. */
const MAX_LENGTH = 4_096;

/** A shell pattern (`*`, `?`, `[…]`, `\x`), matched by simulation in linear space. */
export type ShellPattern = {
  /** Lengths of every prefix of `text` that the pattern matches, ascending. */
  prefixLengths(text: string): readonly number[];
  matches(text: string): boolean;
};

/** Compiles a pattern; `undefined` if it is too long or too odd to be decided. */
export function compilePattern(pattern: string): ShellPattern | undefined {
  const tokens = tokensOf(pattern);
  return tokens === undefined ? undefined : simulation(tokens);
}

/** The pattern that matches what the given one matches, backwards. */
export function compileReversed(pattern: string): ShellPattern | undefined {
  const tokens = tokensOf(pattern);
  return tokens === undefined ? undefined : simulation([...tokens].reverse());
}

function simulation(tokens: readonly Token[]): ShellPattern {
  const prefixLengths = (text: string): readonly number[] => {
    const lengths: number[] = [];
    let states = closure(tokens, new Set([0]));
    if (states.has(tokens.length)) lengths.push(0);
    for (let index = 0; index < text.length && states.size > 0; index += 1) {
      states = closure(tokens, step(tokens, states, text.charAt(index)));
      if (states.has(tokens.length)) lengths.push(index + 1);
    }
    return lengths;
  };
  return {
    prefixLengths,
    matches: (text) => prefixLengths(text).at(-1) === text.length,
  };
}

/** A star may match nothing. */
function closure(tokens: readonly Token[], states: Set<number>): Set<number> {
  for (const state of states) if (tokens[state]?.kind === 'star') states.add(state + 1);
  return states;
}

function step(tokens: readonly Token[], states: Set<number>, character: string): Set<number> {
  const next = new Set<number>();
  for (const state of states) {
    const token = tokens[state];
    if (token === undefined) continue;
    if (token.kind === 'star') next.add(state);
    else if (token.kind === 'any' || token.matches(character)) next.add(state + 1);
  }
  return next;
}

function tokensOf(pattern: string): readonly Token[] | undefined {
  if (pattern.length > MAX_LENGTH) return undefined;
  const tokens: Token[] = [];
  let index = 0;
  while (index < pattern.length) {
    const character = pattern.charAt(index);
    if (character === '*') {
      if (tokens.at(-1)?.kind !== 'star') tokens.push({ kind: 'star' });
      index += 1;
    } else if (character === '?') {
      tokens.push({ kind: 'any' });
      index += 1;
    } else if (character === '[') {
      const bracket = readBracket(pattern, index);
      tokens.push(bracket.token);
      index = bracket.end;
    } else {
      const escaped = character === '\\' && index + 1 < pattern.length;
      const literal = escaped ? pattern.charAt(index + 1) : character;
      tokens.push({ kind: 'one', matches: (given) => given === literal });
      index += escaped ? 2 : 1;
    }
  }
  return tokens;
}

const CLASSES: { readonly [name: string]: RegExp } = {
  alnum: /[A-Za-z0-9]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  digit: /[0-9]/,
  lower: /[a-z]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /\s/,
  upper: /[A-Z]/,
  word: /\w/,
  xdigit: /[0-9A-Fa-f]/,
};

/** `[…]` from `start`; a bracket that never closes is a plain `[`. */
function readBracket(pattern: string, start: number): { token: Token; end: number } {
  const negated = /[!^]/.test(pattern.charAt(start + 1));
  const tests: ((character: string) => boolean)[] = [];
  let index = start + (negated ? 2 : 1);
  const first = index;
  for (; index < pattern.length; index += 1) {
    const character = pattern.charAt(index);
    if (character === ']' && index > first) {
      const matches = (given: string) => tests.some((test) => test(given)) !== negated;
      return { token: { kind: 'one', matches }, end: index + 1 };
    }
    const named = /^\[:(\w+):\]/.exec(pattern.slice(index, index + 12));
    const set = named?.[1] === undefined ? undefined : CLASSES[named[1]];
    if (named !== null && set !== undefined) {
      tests.push((given) => set.test(given));
      index += named[0].length - 1;
      continue;
    }
    if (character === '\\') index += 1;
    const low = pattern.charAt(index);
    if (pattern.charAt(index + 1) === '-' && /[^\]]/.test(pattern.charAt(index + 2))) {
      const high = pattern.charAt(index + 2);
      tests.push((given) => given >= low && given <= high);
      index += 2;
    } else tests.push((given) => given === low);
  }
  return { token: { kind: 'one', matches: (given) => given === '[' }, end: start + 1 };
}
