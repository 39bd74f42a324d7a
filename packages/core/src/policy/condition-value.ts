import type { ParamValue } from '../action.ts';
import type { ParamKind } from '../catalogue.ts';
import { compileCidr } from '../match/cidr.ts';
import { lowerRegex } from '../match/linear-regex.ts';
import { type Fact, isPathFact } from './fact.ts';
import { type PolicyIssueCode, quoteForMessage } from './issue.ts';
import { suggest } from './nearest.ts';
import { checkPathGlob } from './path-glob-syntax.ts';
import { checkPathValue } from './path-value.ts';
import { checkPlaceholders, readPathText } from './placeholder-syntax.ts';
import type { Operator } from './policy.ts';

/** One test, its value already of the shape the operator takes. */
export type ConditionDraft = {
  readonly op: Operator;
  readonly value: ParamValue;
  readonly name: string;
  readonly fact: Fact;
};

type Problem = { readonly code: PolicyIssueCode; readonly message: string };

/** A value that a schema has found to be a scalar or a list of scalars. */
export function readParamValue(raw: unknown): ParamValue {
  if (Array.isArray(raw)) return raw.map(readParamValue);
  if (typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean') return raw;
  return null;
}

function itemsOf(value: ParamValue): readonly ParamValue[] {
  return Array.isArray(value) ? value : [value];
}

/** Everything that would keep a test from ever holding, or from meaning what it seems to. */
export function checkConditionValue(draft: ConditionDraft): readonly Problem[] {
  if (draft.op === 'exists' || draft.op === 'not_exists') return [];
  const items = itemsOf(draft.value);
  return items.flatMap((item) => {
    const problem = typeProblem(draft, item) ?? checkText(draft, item);
    return problem === undefined ? [] : [problem];
  });
}

function takesType(kind: ParamKind, item: ParamValue): boolean {
  switch (kind) {
    case 'free':
      return true;
    case 'boolean':
    case 'number':
      return typeof item === kind;
    default:
      return typeof item === 'string';
  }
}

function typeProblem({ op, name, fact }: ConditionDraft, item: ParamValue): Problem | undefined {
  if (fact.kinds.some((kind) => takesType(kind, item))) return undefined;
  const [kind] = fact.kinds;
  const fix =
    kind === 'boolean'
      ? 'write true or false, without quotes'
      : kind === 'number'
        ? 'write a number, without quotes'
        : 'put it in quotes';
  const message = `${name} is a ${fact.kinds.join(' or ')}, and ${op} compares it with ${quoteForMessage(item)}, which it can never be; ${fix}`;
  return { code: 'operator-value', message };
}

function checkText(draft: ConditionDraft, text: ParamValue): Problem | undefined {
  if (typeof text !== 'string') return undefined;
  switch (draft.op) {
    case 'regex':
    case 'not_regex':
      return checkRegex(text);
    case 'glob':
    case 'not_glob':
      return isPathFact(draft.fact) ? checkGlob(text) : checkPlainText(draft, text);
    case 'within':
    case 'not_within':
      return pathProblem(checkPathValue(text, 'folder'));
    case 'cidr':
      return checkCidr(text);
    case 'starts_with':
      return isPathFact(draft.fact)
        ? pathProblem(checkPathValue(text, 'prefix'))
        : checkPlainText(draft, text);
    case '==':
    case '!=':
    case 'in':
    case 'not_in':
      return isPathFact(draft.fact)
        ? pathProblem(checkPathValue(text, 'equal'))
        : checkKnownValue(draft, text);
    case 'contains':
    case 'not_contains':
    case 'contains_any':
    case 'contains_all':
      return checkMember(draft, text);
    default:
      return checkPlainText(draft, text);
  }
}

function pathProblem(message: string | undefined): Problem | undefined {
  return message === undefined ? undefined : { code: 'bad-path', message };
}

function checkRegex(text: string): Problem | undefined {
  if (/\$\{context\./.test(text)) {
    const message =
      'placeholders are not filled in a regex; use within, starts_with or glob, or \\$\\{ for the text itself';
    return { code: 'unknown-placeholder', message };
  }
  const lowered = lowerRegex(text);
  if (lowered.ok) return undefined;
  return { code: 'bad-regex', message: `${quoteForMessage(text)}: ${lowered.message}` };
}

function checkGlob(text: string): Problem | undefined {
  const read = readPathText(text);
  if (!read.ok) return { code: 'unknown-placeholder', message: read.message };
  const message = checkPathGlob(read.sample);
  if (message === undefined) return undefined;
  return { code: 'bad-glob', message: `${quoteForMessage(text)}: ${message}` };
}

function checkCidr(text: string): Problem | undefined {
  if (compileCidr(text) !== undefined) return undefined;
  const message = `${quoteForMessage(text)} is not a network; write one such as 10.0.0.0/8, fd00::/8, or a single address`;
  return { code: 'bad-cidr', message };
}

/** An element of a list of paths is a path; a part of one path is any text. */
function checkMember(draft: ConditionDraft, text: string): Problem | undefined {
  if (draft.fact.kinds.every((kind) => kind === 'paths')) {
    return pathProblem(checkPathValue(text, 'equal'));
  }
  return checkKnownValue(draft, text);
}

function checkKnownValue(draft: ConditionDraft, text: string): Problem | undefined {
  const { values } = draft.fact;
  if (values !== undefined && !values.includes(text)) {
    const message = `${draft.name} is never ${quoteForMessage(text)}.${suggest(text, values)}`;
    return { code: 'unknown-value', message };
  }
  return draft.op === '==' || draft.op === '!=' || draft.op === 'in' || draft.op === 'not_in'
    ? placeholderProblem(text)
    : checkPlainText(draft, text);
}

function checkPlainText({ op, name }: ConditionDraft, text: string): Problem | undefined {
  if (text === '') {
    const message = `${op} with an empty text says nothing; write a value, or test ${name} with exists`;
    return { code: 'empty-value', message };
  }
  return placeholderProblem(text);
}

function placeholderProblem(text: string): Problem | undefined {
  const message = checkPlaceholders(text);
  return message === undefined ? undefined : { code: 'unknown-placeholder', message };
}
