import { WORD } from './linear-regex-escape.ts';
import type { RegexNode } from './linear-regex-node.ts';
import { rangesHold, type UnitRange } from './linear-regex-ranges.ts';

/** One step of a thread of the linear engine. */
export type Instruction =
  | { readonly kind: 'consume'; readonly ranges: readonly UnitRange[]; readonly next: number }
  | { readonly kind: 'assert'; readonly at: string; readonly next: number }
  | { readonly kind: 'split'; readonly targets: readonly number[] }
  | { readonly kind: 'accept' };

/** A pattern as the linear engine runs it. */
export type Program = { readonly instructions: readonly Instruction[]; readonly start: number };

type RepeatNode = RegexNode & { kind: 'repeat' };

function emit(node: RegexNode, next: number, out: Instruction[]): number {
  switch (node.kind) {
    case 'set':
      return out.push({ kind: 'consume', ranges: node.ranges, next }) - 1;
    case 'assert':
      return out.push({ kind: 'assert', at: node.at, next }) - 1;
    case 'sequence':
      return node.items.reduceRight((following, item) => emit(item, following, out), next);
    case 'choice': {
      const targets = node.items.map((item) => emit(item, next, out));
      return out.push({ kind: 'split', targets }) - 1;
    }
    case 'repeat':
      return emitRepeat(node, next, out);
  }
}

function emitRepeat(node: RepeatNode, next: number, out: Instruction[]): number {
  if (node.max === 1) {
    return out.push({ kind: 'split', targets: [emit(node.item, next, out), next] }) - 1;
  }
  const targets: number[] = [];
  const loop = out.push({ kind: 'split', targets }) - 1;
  const body = emit(node.item, loop, out);
  targets.push(body, next);
  return node.min === 0 ? loop : body;
}

/** Assembles a pattern without counted repeats. */
export function assembleProgram(node: RegexNode): Program {
  const instructions: Instruction[] = [{ kind: 'accept' }];
  return { start: emit(node, 0, instructions), instructions };
}

/** A way in which the pattern tells units apart: which instructions take them, and whether they are of a word. */
export type UnitClass = { readonly word: boolean; readonly takers: Uint8Array };

/** All ways in which units differ for the program. */
export function unitClasses(program: Program): readonly UnitClass[] {
  const sets: (readonly UnitRange[])[] = [WORD];
  const numbers = new Map([[JSON.stringify(WORD), 0]]);
  const setOfInstruction = program.instructions.map((item) => {
    if (item.kind !== 'consume') return -1;
    const text = JSON.stringify(item.ranges);
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, sets.length);
    return sets.push(item.ranges) - 1;
  });
  const edges = new Set([0]);
  for (const [low, high] of sets.flat()) edges.add(low).add(high + 1);
  const classes = new Map<string, UnitClass>();
  for (const unit of edges) {
    if (unit > 0xffff) continue;
    const held = sets.map((ranges) => rangesHold(ranges, unit));
    const signature = held.join();
    if (classes.has(signature)) continue;
    const takers = Uint8Array.from(setOfInstruction, (set) => (held[set] === true ? 1 : 0));
    classes.set(signature, { word: held[0] === true, takers });
  }
  return [...classes.values()];
}
