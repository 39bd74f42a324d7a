import { ACTION_CATALOGUE } from '../catalogue.ts';
import type { Effect } from '../decision.ts';
import { type ActionScope, readActionPattern } from './action-scope.ts';
import { readConditions } from './condition.ts';
import { readFact } from './fact.ts';
import { quoteForMessage } from './issue.ts';
import type { Statement } from './policy.ts';
import type { Reporter } from './reporter.ts';
import { ruleShape } from './schema-parts.ts';
import { reportShape } from './shape-issues.ts';
import { effectOf } from './statement.ts';
import type { ValuePath, YamlFile } from './yaml-document.ts';

/** A rule of the Python agsec's older format, as the statement it would be. */
export type LegacyRule = {
  readonly statement: Statement;
  readonly priority: number;
  /** It speaks about every action and asks nothing: what stands below it is never reached. */
  readonly catchAll: boolean;
  readonly file: string;
  readonly path: ValuePath;
  readonly reporter: Reporter;
};

const ANY_ACTION: ActionScope = { entries: ACTION_CATALOGUE, custom: true };

/** The older format compared names letter by letter; only `*` alone stood for every action. */
function readRuleAction(
  reporter: Reporter,
  action: string,
  path: ValuePath,
): ActionScope | undefined {
  if (action === '*') return ANY_ACTION;
  if (/[*?[]/.test(action)) {
    const message = `${quoteForMessage(action)}: a rule names one action exactly, or "*"; write a statement for a pattern`;
    reporter.value(path, 'legacy-format', message);
    return undefined;
  }
  const read = readActionPattern(action);
  if (read.ok) return read.scope;
  reporter.value(path, read.issue.code, read.issue.message);
  return undefined;
}

/** The older format took `amount` for `params.amount` and, where there was none, `context.amount`. */
function resolveBareKey(
  reporter: Reporter,
  scope: ActionScope,
  key: string,
  path: ValuePath,
): string | undefined {
  if (/^(?:params|context|analysis|via)\./.test(key) || key === 'origin') return key;
  const inParams = readFact(`params.${key}`, scope).ok;
  const inContext = readFact(`context.${key}`, scope).ok;
  if (inParams && inContext) {
    const message = `${quoteForMessage(key)} can be a parameter or context; write params.${key} or context.${key}`;
    reporter.key(path, 'legacy-format', message);
    return undefined;
  }
  return inContext ? `context.${key}` : `params.${key}`;
}

/** Name of a rule, which had none: `02_bash-rule-3`. */
function ruleSid(file: string, index: number): string {
  return `${file.replace(/\.ya?ml$/i, '')}-rule-${index + 1}`;
}

/** Reads one rule; `undefined` if its shape or action is wrong. Everything wrong is reported. */
export function readLegacyRule(
  reporter: Reporter,
  yaml: YamlFile,
  input: unknown,
  at: { readonly file: string; readonly index: number },
): LegacyRule | undefined {
  const path: ValuePath = ['rules', at.index];
  const parsed = ruleShape().safeParse(input);
  if (!parsed.success) {
    reportShape(reporter, { place: 'rule', path, input }, parsed.error.issues);
    return undefined;
  }
  const { action, status, reason, priority = 0, match = 'all', conditions = {} } = parsed.data;
  const scope = readRuleAction(reporter, action, [...path, 'action']);
  if (scope === undefined) return undefined;
  const statement: Statement = {
    sid: ruleSid(at.file, at.index),
    effect: effectOf(status),
    actions: [action],
    not_actions: [],
    conditions: readConditions(reporter, {
      conditions,
      path: [...path, 'conditions'],
      scope,
      match,
      resolveKey: (key, keyPath) => resolveBareKey(reporter, scope, key, keyPath),
    }),
    match,
    ...(reason === undefined ? {} : { reason }),
    line: yaml.at(path).line,
  };
  const catchAll = action === '*' && Object.keys(conditions).length === 0;
  return { statement, priority, catchAll, file: at.file, path, reporter };
}

/** How strict an effect is; the higher wins. */
export const STRICTNESS: { readonly [effect in Effect]: number } = { allow: 0, review: 1, deny: 2 };
