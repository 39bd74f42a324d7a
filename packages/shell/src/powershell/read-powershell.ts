import { block, type Node } from '../code/syntax.ts';
import { Cursor } from './cursor.ts';
import { readStatements } from './statements.ts';

/**
 * Reads PowerShell into the common syntax: every command becomes a call of `run`, so that values,
 * pipelines, functions and branches are followed as in any other language. Never throws on what is
 * no PowerShell; a place that cannot be read is `error`.
 */
export function readPowerShell(text: string): Node {
  const body: Node[] = [];
  const cursor = new Cursor(text);
  while (!cursor.ended) {
    body.push(...readStatements(cursor, '', 'shown'));
  }
  return block(cursor.isSpent ? [...body, { kind: 'error' }] : body);
}
