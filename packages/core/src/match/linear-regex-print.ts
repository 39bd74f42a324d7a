import { AgsecError } from '../errors/agsec-error.ts';
import { type Assertion, isEmpty, type RegexNode } from './linear-regex-node.ts';
import { complementRanges, type UnitRange } from './linear-regex-ranges.ts';

const SPECIAL = /[\\^$.*+?()[\]{}|/-]/;

function printUnit(unit: number): string {
  const text = String.fromCharCode(unit);
  if (unit < 0x20 || unit > 0x7e) return `\\u${unit.toString(16).padStart(4, '0')}`;
  return SPECIAL.test(text) ? `\\${text}` : text;
}

function printRange([low, high]: UnitRange): string {
  if (low === high) return printUnit(low);
  return `${printUnit(low)}${high === low + 1 ? '' : '-'}${printUnit(high)}`;
}

function printSet(ranges: readonly UnitRange[]): string {
  const [only] = ranges;
  if (ranges.length === 1 && only !== undefined && only[0] === only[1]) return printUnit(only[0]);
  const rest = complementRanges(ranges);
  return rest.length > 0 && rest.length < ranges.length
    ? `[^${rest.map(printRange).join('')}]`
    : `[${ranges.map(printRange).join('')}]`;
}

function printQuantifier(min: number, max: number): string {
  if (max === 1) return '?';
  return min === 0 ? '*' : '+';
}

/** An item of a sequence: a choice needs its own parentheses. */
function printItem(node: RegexNode): string {
  return node.kind === 'choice' ? `(?:${printRegex(node)})` : printRegex(node);
}

function printRepeated(node: RegexNode): string {
  return node.kind === 'set' ? printRegex(node) : `(?:${printRegex(node)})`;
}

function printAssertion(at: Assertion): string {
  switch (at) {
    case 'start':
      return '^';
    case 'end':
      return '$';
    case 'word':
      return '\\b';
    case 'not-word':
      return '\\B';
    case 'final':
    case 'line-start':
    case 'line-end':
      throw new AgsecError({ code: 'regex-unresolved', message: `${at} was not resolved` });
  }
}

/**
 * The pattern as JavaScript source for no flags at all. Counted repeats and anchors of Python must
 * have been resolved before.
 */
export function printRegex(node: RegexNode): string {
  switch (node.kind) {
    case 'set':
      return printSet(node.ranges);
    case 'sequence':
      return node.items.map(printItem).join('');
    case 'choice':
      return node.items.map((item) => (isEmpty(item) ? '' : printItem(item))).join('|');
    case 'repeat':
      return printRepeated(node.item) + printQuantifier(node.min, node.max);
    case 'assert':
      return printAssertion(node.at);
  }
}
