import type { Call, Effects, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { joinValues, literal, substitute } from '../shapes/values.ts';
import { type FindExpression, type FoundAction, readFindExpression } from './find-expression.ts';
import { foundPaths } from './found-paths.ts';

/**
 * `find`: starting points, then an expression. `-delete`, `-exec`, `-execdir`, `-ok`, `-fprint` and
 * `-fls` act on what is found; `{}` stands for paths below the starting points that fit the names
 * the expression asks for.
 */
export const FIND = defineProgram({
  names: ['find', 'gfind', 'bfs'],
  summary: 'finds below each starting point; `-delete`, `-exec …`, `-fprint …`, `-files0-from`',
  // The words are read by `describe`: an expression is no list of options.
  options: { stopAtOperand: true, clusters: false, abbreviations: false },
  describe(call, effects) {
    const [roots, expressionWords] = splitRoots(call.args);
    const expression = readFindExpression(expressionWords);
    if (expression.informs) return;
    for (const list of expression.lists) if (list.text !== '-') effects.reads(list);
    const starts = expression.lists.length > 0 ? [FROM_LIST] : roots;
    for (const root of starts)
      effects.action('file.glob', {
        file_path: root,
        pattern: expression.names?.[0],
        recursive: true,
      });
    for (const action of expression.actions) perform(call, effects, starts, action);
    effects.stdout(printed(call, starts, expression));
  },
});

/** A starting point read from a list. */
const FROM_LIST: Value = { text: '*', known: false, pattern: '*', taint: {} };

/** Starting points stand between the options and the first word of the expression. */
function splitRoots(args: readonly Value[]): readonly [readonly Value[], readonly Value[]] {
  const roots: Value[] = [];
  let index = 0;
  for (; index < args.length; index += 1) {
    const word = args[index];
    if (word === undefined || startsExpression(word.text)) break;
    if (word.text === '-f' || word.text === '-D') {
      index += 1;
      const next = args[index];
      if (word.text === '-f' && next !== undefined) roots.push(next);
    } else if (!word.text.startsWith('-')) roots.push(word);
  }
  return [roots.length === 0 ? [literal('.')] : roots, args.slice(index)];
}

/** `-H -L -P -E -X -d -s -x -O3 -D -f --` come before the starting points. */
function startsExpression(text: string): boolean {
  if (text === '(' || text === '!' || text === ',' || text === ')') return true;
  if (!text.startsWith('-') || text === '-' || text === '--') return false;
  return !/^-(?:[HLPEXdsxfD]+|O\d*)$/.test(text);
}

function perform(
  call: Call,
  effects: Effects,
  roots: readonly Value[],
  { action, names }: FoundAction,
): void {
  switch (action.kind) {
    case 'write':
      effects.writes(action.file, { taint: {} });
      return;
    case 'delete':
      for (const root of roots) effects.action('file.delete', { file_path: root, recursive: true });
      if (names !== undefined)
        for (const path of foundPaths(roots, names))
          effects.action('file.delete', { file_path: path });
      return;
    case 'command':
      for (const path of foundPaths(roots, names)) {
        const argv = action.argv.map((word) => substitute(word, '{}', path));
        const cwd = action.inFolder ? { cwd: FROM_LIST } : {};
        effects.run(argv, { wrapper: call.name, ...cwd });
      }
  }
}

/** The names found, as far as they are known, for `| xargs` and `$(…)`. */
function printed(call: Call, roots: readonly Value[], { names }: FindExpression) {
  const prints = !call.args.some(({ text }) => /^-(?:printf|ls|quit|fprint)/.test(text));
  if (!prints) return { taint: {} };
  const end = call.args.some(({ text }) => text === '-print0') ? '\0' : '\n';
  const { text, taint } = joinValues(foundPaths(roots, names), end);
  return { partial: text + end, taint };
}
