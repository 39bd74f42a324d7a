import { forEachChild, type ParsedScript, parse, type SyntaxNode } from 'unbash';
import { isDisguisedSubstitution } from './disguised-arithmetic.ts';

/** Longest text read as a shell line, in UTF-16 units; a longer one is `too-long`. */
export const MAX_LINE_LENGTH = 65_536;

/** Here-documents one source line may start: the parser's work grows with their square. */
const MAX_HEREDOCS_A_LINE = 100;

export type ParsedLine = {
  /** As far as it could be read; absent if not at all. */
  readonly script?: ParsedScript;
  /** Some part does not parse, or parses to something bash may read otherwise. */
  readonly faulty: boolean;
};

/** Parses a shell line. Never throws; what `script` leaves out or may have wrong makes it faulty. */
export function parseLine(text: string): ParsedLine {
  if (text.length > MAX_LINE_LENGTH || hasHeredocFlood(text)) return { faulty: true };
  try {
    const script = parse(text);
    return { script, faulty: hasFault(script, mayNest(text)) };
  } catch (error) {
    // The parser recurses without a bound in a few places (`f()f()f()…`).
    if (error instanceof RangeError) return { faulty: true };
    return { faulty: true };
  }
}

function hasFault(script: ParsedScript, deep: boolean): boolean {
  if (script.errors !== undefined && script.errors.length > 0) return true;
  return deep && nodeHasFault(script);
}

/** Nested scripts carry their own errors, which the outer ones do not repeat. */
function nodeHasFault(node: SyntaxNode): boolean {
  if ('errors' in node && node.errors !== undefined && node.errors.length > 0) return true;
  if (node.type === 'ArithmeticExpansion' && isDisguisedSubstitution(node.text, node.expression))
    return true;
  if (node.type === 'ArithmeticCommand' && isDisguisedSubstitution(node.body, node.expression))
    return true;
  let faulty = false;
  forEachChild(node, (child) => {
    faulty ||= nodeHasFault(child);
  });
  return faulty;
}

/** Quick test for the openings that nested scripts and arithmetic need. */
function mayNest(text: string): boolean {
  return /[`(]|\$\{/.test(text);
}

function hasHeredocFlood(text: string): boolean {
  if (!text.includes('<<')) return false;
  return text.split('\n').some((line) => line.split('<<').length > MAX_HEREDOCS_A_LINE);
}
