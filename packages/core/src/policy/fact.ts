import { ANALYSIS_UNKNOWNS } from '../action.ts';
import type { ParamKind } from '../catalogue.ts';
import type { ActionScope } from './action-scope.ts';
import { quoteForMessage } from './issue.ts';
import { nearest } from './nearest.ts';

/** What a fact path leads to. */
export type Fact = {
  /** Every kind the fact can have among the actions of its statement. */
  readonly kinds: readonly ParamKind[];
  /** The only values it can have, where they are known. */
  readonly values?: readonly string[];
};

type FactRow = {
  readonly kind: ParamKind;
  readonly values?: readonly string[];
  readonly summary: string;
};

/** Facts that do not depend on the action. */
const FIXED_FACTS: { readonly [path: string]: FactRow } = {
  'context.agent': { kind: 'string', summary: 'the agent that asks: claude-code, codex …' },
  'context.session_id': { kind: 'string', summary: "the agent's id for the session" },
  'context.cwd': { kind: 'path', summary: 'folder that relative paths start from' },
  'context.workspace_roots': { kind: 'paths', summary: 'folders the session works in' },
  'context.home': { kind: 'path', summary: "the user's home folder" },
  'context.git.branch': { kind: 'string', summary: 'branch that is checked out' },
  'context.git.root': { kind: 'path', summary: 'top folder of the repository' },
  'context.permission_mode': { kind: 'string', summary: "the agent's own permission mode" },
  'context.subagent': { kind: 'string', summary: 'the sub-agent that asks, when one does' },
  'context.headless': {
    kind: 'string',
    values: ['yes', 'no', 'unknown'],
    summary: 'whether nobody can see a prompt',
  },
  'context.user': { kind: 'string', summary: 'name of the user' },
  'context.os': {
    kind: 'string',
    values: ['linux', 'darwin', 'win32'],
    summary: 'the operating system',
  },
  'analysis.complete': { kind: 'boolean', summary: 'whether a shell line was read to its end' },
  'analysis.unknown': {
    kind: 'strings',
    values: ANALYSIS_UNKNOWNS,
    summary: 'why it was not',
  },
  origin: {
    kind: 'string',
    values: ['tool', 'derived'],
    summary: "the agent's own call, or what it would do",
  },
  'via.name': { kind: 'string', summary: 'program, language or tool a derived action comes from' },
  'via.wrappers': { kind: 'strings', summary: 'sudo, env, ssh … that were opened to find it' },
  'via.file': { kind: 'path', summary: 'script file that holds it' },
  'via.session_wrote': {
    kind: 'boolean',
    summary: 'whether a call of this session wrote that file',
  },
};

/** Facts every action has besides its own parameters. */
const SHARED_PARAMS: { readonly [name: string]: ParamKind } = { cwd: 'path' };

/** Every fact path that does not depend on the action, with its summary: for documentation. */
export function listFixedFacts(): readonly { readonly path: string; readonly summary: string }[] {
  return Object.entries(FIXED_FACTS).map(([path, { summary }]) => ({ path, summary }));
}

export type FactResult =
  | { readonly ok: true; readonly fact: Fact }
  | { readonly ok: false; readonly message: string };

function paramKinds(scope: ActionScope, name: string): readonly ParamKind[] {
  const kinds = new Set<ParamKind>();
  if (scope.custom) kinds.add('free');
  const shared = Object.hasOwn(SHARED_PARAMS, name) ? SHARED_PARAMS[name] : undefined;
  if (shared !== undefined) kinds.add(shared);
  for (const { params } of scope.entries) {
    for (const [param, kind] of Object.entries(params)) {
      const open = param.endsWith('.*') && name.startsWith(param.slice(0, -1));
      if (param === name || (open && name.length > param.length - 1)) kinds.add(kind);
    }
  }
  return [...kinds];
}

/** Names of parameters the actions of a scope have: for suggestions. */
function paramNames(scope: ActionScope): readonly string[] {
  const names = [
    ...Object.keys(SHARED_PARAMS),
    ...scope.entries.flatMap(({ params }) => Object.keys(params)),
  ];
  return [...new Set(names)].map((name) => `params.${name}`);
}

function unknownParam(path: string, scope: ActionScope): string {
  const [only] = scope.entries;
  const whose = scope.entries.length === 1 && only !== undefined ? only.name : 'these actions';
  const names = paramNames(scope);
  const found = nearest(path, names);
  const there = found === undefined ? `They are: ${names.join(', ')}.` : `Did you mean "${found}"?`;
  return `${quoteForMessage(path)} is not a parameter of ${whose}. ${there}`;
}

/** Finds what a fact path leads to for the actions of a statement, or says what was meant. */
export function readFact(path: string, scope: ActionScope): FactResult {
  const fixed = Object.hasOwn(FIXED_FACTS, path) ? FIXED_FACTS[path] : undefined;
  if (fixed !== undefined) {
    const { kind, values } = fixed;
    return { ok: true, fact: { kinds: [kind], ...(values === undefined ? {} : { values }) } };
  }
  const wellFormed = path.split('.').every((segment) => segment !== '' && segment !== '__proto__');
  if (path.startsWith('params.') && wellFormed) {
    const kinds = paramKinds(scope, path.slice('params.'.length));
    if (kinds.length > 0) return { ok: true, fact: { kinds } };
    return { ok: false, message: unknownParam(path, scope) };
  }
  const names = [...Object.keys(FIXED_FACTS), ...paramNames(scope)];
  const found = nearest(path, names) ?? names.find((name) => name.endsWith(`.${path}`));
  const there =
    found === undefined
      ? 'Facts are params.<name>, context.<name>, analysis.<name>, via.<name> and origin.'
      : `Did you mean "${found}"?`;
  return { ok: false, message: `${quoteForMessage(path)} is not a fact. ${there}` };
}

/** Whether the strings of a fact are compared as paths. */
export function isPathFact(fact: Fact): boolean {
  return fact.kinds.some((kind) => kind === 'path' || kind === 'paths');
}

/** Whether a fact can be a list. */
export function isListFact(fact: Fact): boolean {
  return fact.kinds.some((kind) => kind === 'paths' || kind === 'strings' || kind === 'free');
}
