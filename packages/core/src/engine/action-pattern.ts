/**
 * Tests an action name against a pattern of `actions` or `not_actions`: `*` is any run, dots
 * included, `?` one UTF-16 unit, `[seq]` and `[!seq]` as in Python's `fnmatch`, where an
 * unfinished bracket stands for itself. Takes at most `pattern length × name length` steps.
 */
export function matchesActionPattern(pattern: string, name: string): boolean {
  if (pattern === name || pattern === '*') return true;
  if (!SPECIAL.test(pattern)) return false;
  return matchTokens(tokenise(pattern), name);
}

/** The part before the first dot if it is plain text; `undefined` if it could be any. */
export function patternNamespace(pattern: string): string | undefined {
  const dot = pattern.indexOf('.');
  const namespace = dot === -1 ? pattern : pattern.slice(0, dot);
  return SPECIAL.test(namespace) ? undefined : namespace;
}

const SPECIAL = /[*?[]/;

type Token = '*' | ((unit: string) => boolean);

function tokenise(pattern: string): readonly Token[] {
  const tokens: Token[] = [];
  let index = 0;
  while (index < pattern.length) {
    const unit = pattern.charAt(index);
    const close = unit === '[' ? closingBracket(pattern, index) : -1;
    if (unit === '*') tokens.push('*');
    else if (unit === '?') tokens.push(() => true);
    else if (close !== -1) tokens.push(sequence(pattern.slice(index + 1, close)));
    else tokens.push((given) => given === unit);
    index = close === -1 ? index + 1 : close + 1;
  }
  return tokens;
}

function closingBracket(pattern: string, open: number): number {
  const first = pattern[open + 1] === '!' ? open + 2 : open + 1;
  return pattern.indexOf(']', first + 1);
}

function sequence(text: string): (unit: string) => boolean {
  const negated = text.startsWith('!');
  const body = negated ? text.slice(1) : text;
  return (unit) => {
    let index = 0;
    while (index < body.length) {
      const isRange = body[index + 1] === '-' && index + 2 < body.length;
      const to = isRange ? body.charAt(index + 2) : body.charAt(index);
      if (unit >= body.charAt(index) && unit <= to) return !negated;
      index += isRange ? 3 : 1;
    }
    return negated;
  };
}

/** Two pointers: on a mismatch only the last star gives way, which is enough for any pattern. */
function matchTokens(tokens: readonly Token[], name: string): boolean {
  let token = 0;
  let index = 0;
  let star = -1;
  let resume = 0;
  while (index < name.length) {
    const current = tokens[token];
    if (current === '*') {
      star = token;
      resume = index;
      token += 1;
    } else if (current?.(name.charAt(index))) {
      token += 1;
      index += 1;
    } else if (star !== -1) {
      token = star + 1;
      resume += 1;
      index = resume;
    } else return false;
  }
  while (tokens[token] === '*') token += 1;
  return token === tokens.length;
}
