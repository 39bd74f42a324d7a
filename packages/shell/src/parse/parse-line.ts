import { forEachChild, type ParsedScript, parse, type SyntaxNode } from 'unbash';
import { isDisguisedSubstitution } from './disguised-arithmetic.ts';

/** Longest text read as a shell line, in UTF-16 units; a longer one is `too-long`. */
export const MAX_LINE_LENGTH = 65_536;

/** Here-documents one source line may start: the parser's work grows with their square. */
const MAX_HEREDOCS_A_LINE = 100;

/**
 * Characters in substitutions that are parsed, those within others counted again: each level is
 * parsed anew from its own text.
 */
const MAX_NESTED_CHARACTERS = 300_000;

/** Substitutions one text may hold; more commands than these are not walked anyway. */
const MAX_NESTED_SCRIPTS = 1_000;

const COUNTED: ReadonlySet<SyntaxNode['type']> = new Set([
  'CommandExpansion',
  'ProcessSubstitution',
  'ParameterExpansion',
  'ArithmeticCommandExpansion',
]);

export type ParsedLine = {
  /** As far as it could be read; absent if not at all. */
  readonly script?: ParsedScript;
  /** Some part does not parse, or parses to something bash may read otherwise. */
  readonly faulty: boolean;
  /**
   * It ends inside a quote and nothing else is wrong. A shell that is given the line as one text
   * (`bash -c`, `eval`) says so and runs no command of the line the quote starts in; one that reads
   * from a terminal waits for the rest.
   */
  readonly unfinished?: true;
};

/** Parses a shell line. Never throws; what `script` leaves out or may have wrong makes it faulty. */
export function parseLine(text: string): ParsedLine {
  if (text.length > MAX_LINE_LENGTH || hasHeredocFlood(text)) return { faulty: true };
  try {
    const script = parse(text);
    if (script.errors !== undefined && script.errors.length > 0)
      return text.length > MAX_FAULTY_LENGTH
        ? { faulty: true }
        : { script, faulty: true, ...(endsInQuote(text) ? { unfinished: true } : {}) };
    if (!mayNest(text)) return { script, faulty: false };
    const finder = new FaultFinder();
    finder.visit(script);
    return finder.exhausted ? { faulty: true } : { script, faulty: finder.found };
  } catch {
    // The parser recurses without a bound in a few places (`f()f()f()…`).
    return { faulty: true };
  }
}

/** What a line that does not parse shows all the same is only of use where a person wrote it. */
const MAX_FAULTY_LENGTH = 8_192;

/** Looks for what is wrong below a script: nested scripts carry errors that outer ones do not repeat. */
class FaultFinder {
  found = false;
  /** There was more than may be looked at. */
  exhausted = false;
  #left = MAX_NESTED_CHARACTERS;
  #scripts = 0;

  visit(node: SyntaxNode): void {
    if (this.exhausted) return;
    if ('errors' in node && node.errors !== undefined && node.errors.length > 0) this.found = true;
    if (COUNTED.has(node.type) && 'text' in node) this.#count(node.text.length);
    else if (node.type === 'ArithmeticExpansion') this.#visitArithmetic(node.text, node.expression);
    else if (node.type === 'ArithmeticCommand') this.#visitArithmetic(node.body, node.expression);
    forEachChild(node, (child) => this.visit(child));
  }

  #visitArithmetic(text: string, expression: Parameters<typeof isDisguisedSubstitution>[1]): void {
    this.#count(text.length);
    if (!this.exhausted && isDisguisedSubstitution(text, expression)) this.found = true;
  }

  #count(characters: number): void {
    this.#left -= characters;
    this.#scripts += 1;
    this.exhausted ||= this.#left < 0 || this.#scripts > MAX_NESTED_SCRIPTS;
  }
}

/** Quick test for the openings that nested scripts and arithmetic need. */
function mayNest(text: string): boolean {
  return /[`(]|\$\{/.test(text);
}

function hasHeredocFlood(text: string): boolean {
  if (!text.includes('<<')) return false;
  return text.split('\n').some((line) => line.split('<<').length > MAX_HEREDOCS_A_LINE);
}

/** What can hold quotes of its own, or where a quote is none. */
const NESTS_QUOTES = /[`#\0]|\$['"({[]|<<|\(\(|[<>]\(/;

/** True if a text without anything that nests ends where a quote is still open. */
function endsInQuote(text: string): boolean {
  if (NESTS_QUOTES.test(text)) return false;
  const rest = text.replace(/\\[\s\S]|'[^']*'|"(?:[^"\\]|\\[\s\S])*"|[^'"\\]+/g, '');
  return /^['"]/.test(rest);
}
