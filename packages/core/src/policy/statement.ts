import type { Effect } from '../decision.ts';
import type { ActionGlob } from './action-glob.ts';
import { type ActionScope, readActionPattern, statementScope } from './action-scope.ts';
import { readConditions } from './condition.ts';
import type { Statement } from './policy.ts';
import type { Reporter } from './reporter.ts';
import { statementShape } from './schema-parts.ts';
import { reportShape } from './shape-issues.ts';
import type { ValuePath, YamlFile } from './yaml-document.ts';

/** `block` is the Python agsec's other word for `deny`. */
export function effectOf(word: 'allow' | 'deny' | 'review' | 'block'): Effect {
  return word === 'block' ? 'deny' : word;
}

function listOf(patterns: string | readonly string[]): readonly string[] {
  return typeof patterns === 'string' ? [patterns] : patterns;
}

type Patterns = { readonly globs: readonly ActionGlob[]; readonly scopes: readonly ActionScope[] };

/** Reads the patterns of `actions` or `not_actions`; what is wrong is reported. */
export function readPatterns(
  reporter: Reporter,
  written: string | readonly string[],
  path: ValuePath,
): Patterns {
  const globs: ActionGlob[] = [];
  const scopes: ActionScope[] = [];
  for (const [index, pattern] of listOf(written).entries()) {
    const read = readActionPattern(pattern);
    if (read.ok) {
      globs.push(read.glob);
      scopes.push(read.scope);
    } else {
      const at = typeof written === 'string' ? path : [...path, index];
      reporter.value(at, read.issue.code, read.issue.message);
    }
  }
  return { globs, scopes };
}

/** Reads one statement; `undefined` if its shape is wrong. Everything wrong is reported. */
export function readStatement(
  reporter: Reporter,
  file: YamlFile,
  input: unknown,
  path: ValuePath,
): Statement | undefined {
  const parsed = statementShape().safeParse(input);
  if (!parsed.success) {
    reportShape(reporter, { place: 'statement', path, input }, parsed.error.issues);
    return undefined;
  }
  const { sid, actions, not_actions = [], conditions = {}, match = 'all', ...rest } = parsed.data;
  const effect = effectOf(rest.effect);
  const named = readPatterns(reporter, actions, [...path, 'actions']);
  const excluded = readPatterns(reporter, not_actions, [...path, 'not_actions']);
  checkUseless(reporter, path, { ...rest, effect }, match === 'any', conditions);
  const scope = statementScope(named.scopes, excluded.globs);
  const complete = named.globs.length === listOf(actions).length;
  if (complete && scope.entries.length === 0 && !scope.custom) {
    const message = 'not_actions leaves none of the actions; remove it, or the statement';
    reporter.key([...path, 'not_actions'], 'useless-key', message);
  }
  return {
    sid,
    effect,
    actions: listOf(actions),
    not_actions: listOf(not_actions),
    // With a wrong action pattern nobody knows which parameters there are.
    conditions: complete
      ? readConditions(reporter, { conditions, path: [...path, 'conditions'], scope, match })
      : [],
    match,
    ...(rest.on_unknown === undefined ? {} : { on_unknown: rest.on_unknown }),
    ...(rest.reason === undefined ? {} : { reason: rest.reason }),
    ...(rest.hint === undefined ? {} : { hint: rest.hint }),
    line: file.at(path).line,
  };
}

function checkUseless(
  reporter: Reporter,
  path: ValuePath,
  { effect, on_unknown }: { readonly effect: Effect; readonly on_unknown?: string | undefined },
  any: boolean,
  conditions: { readonly [fact: string]: unknown },
): void {
  if (effect === 'allow' && on_unknown !== undefined) {
    const message =
      'on_unknown has no effect on an allow, which never holds for an unknown value; remove it';
    reporter.key([...path, 'on_unknown'], 'useless-key', message);
  }
  if (any && Object.keys(conditions).length === 0) {
    const message = 'match: any without conditions has no meaning; remove it, or add conditions';
    reporter.key([...path, 'match'], 'useless-key', message);
  }
}
