import { ACTION_CATALOGUE, type ActionEntry } from '../catalogue.ts';
import {
  type ActionGlob,
  entriesCovered,
  entriesFitting,
  globsOverlap,
  knownNamespaces,
  readActionGlob,
} from './action-glob.ts';
import { type PolicyIssueCode, quoteForMessage } from './issue.ts';
import { editDistance, nearest } from './nearest.ts';

/** The actions a statement can speak about. */
export type ActionScope = {
  readonly entries: readonly ActionEntry[];
  /** Some pattern names actions that are not in the catalogue; their parameters are free. */
  readonly custom: boolean;
};

/** What is wrong with a pattern, and what to write instead. */
export type ActionIssue = { readonly code: PolicyIssueCode; readonly message: string };

export type ActionPatternResult =
  | { readonly ok: true; readonly glob: ActionGlob; readonly scope: ActionScope }
  | { readonly ok: false; readonly issue: ActionIssue };

const MAX_LENGTH = 200;

function refused(code: PolicyIssueCode, message: string): ActionPatternResult {
  return { ok: false, issue: { code, message } };
}

function syntaxRefusal(pattern: string): string | undefined {
  if (pattern === '') return 'an action pattern cannot be empty; write "*" for every action';
  if (pattern.length > MAX_LENGTH) return `an action pattern has at most ${MAX_LENGTH} characters`;
  if (pattern.startsWith('!')) return 'write exceptions as not_actions, without the !';
  if (/[{}]/.test(pattern)) return 'braces are not read here; write a list of patterns';
  if (/[\s\p{C}]/u.test(pattern)) return 'an action name has no spaces; write a list of patterns';
  if (!/^[\w.*?[\]!:/@-]+$/.test(pattern)) {
    return 'an action name has letters, digits and _-.:/@, a pattern also *, ? and [abc]';
  }
  return undefined;
}

/** Reads one pattern of `actions` or `not_actions` and finds the actions it speaks about. */
export function readActionPattern(pattern: string): ActionPatternResult {
  const shown = quoteForMessage(pattern);
  const refusal = syntaxRefusal(pattern);
  if (refusal !== undefined) return refused('bad-action-pattern', `${shown}: ${refusal}`);
  const glob = readActionGlob(pattern);
  if (glob === undefined) {
    return refused(
      'bad-action-pattern',
      `${shown}: a [ begins a set of characters such as [abc] or [a-z]; close it, lower character first`,
    );
  }
  const entries = entriesFitting(glob);
  if (entries.length > 0) return { ok: true, glob, scope: { entries, custom: false } };
  const unknown = unknownAction(pattern, shown);
  if (unknown !== undefined) return refused('unknown-action', unknown);
  return { ok: true, glob, scope: { entries: [], custom: true } };
}

/** Names people write for an action: the whole, its last part, or both without the dot. */
function nearestAction(pattern: string): string | undefined {
  const names = ACTION_CATALOGUE.map(({ name }) => name.replace(/<[^>]*>/g, '*'));
  const lowered = pattern.toLowerCase();
  const short = names.find(
    (name) => name.replaceAll('.', '') === lowered || name.endsWith(`.${lowered}`),
  );
  if (short !== undefined) return short;
  const namespace = knownNamespaces().find((known) => known === lowered);
  return namespace === undefined ? nearest(pattern, names) : `${namespace}.*`;
}

/** `undefined` if the pattern is one of a custom action. */
function unknownAction(pattern: string, shown: string): string | undefined {
  const found = nearestAction(pattern);
  const hint = found === undefined ? '' : ` Did you mean "${found}"?`;
  const namespace = pattern.split('.')[0] ?? pattern;
  const namespaceGlob = readActionGlob(namespace);
  const clashing = knownNamespaces().filter((known) => {
    const glob = readActionGlob(known);
    return namespaceGlob !== undefined && glob !== undefined && globsOverlap(namespaceGlob, glob);
  });
  if (clashing.length > 0) {
    const listed = ACTION_CATALOGUE.map(({ name }) => name).filter((name) =>
      clashing.some((known) => name.startsWith(`${known}.`)),
    );
    const there = hint !== '' || listed.length > 16 ? hint : ` There are: ${listed.join(', ')}.`;
    return `no action fits ${shown}.${there}`;
  }
  const lowered = namespace.toLowerCase();
  const near = knownNamespaces().find(
    (known) => editDistance(lowered, known) <= (known.length <= 4 ? 1 : 2),
  );
  if (near !== undefined) {
    return `no action fits ${shown}.${hint === '' ? ` Did you mean "${near}.*"?` : hint}`;
  }
  if (!pattern.includes('.') && (found !== undefined || /[A-Z]/.test(pattern))) {
    return `${shown} is not an action: actions have names such as file.read, whatever the agent calls its tool.${hint}`;
  }
  if (/[A-Z]/.test(namespace)) {
    return `no action fits ${shown}: names of actions begin in lower case.${hint}`;
  }
  return undefined;
}

/** The scope of a statement: what its patterns fit, less what `not_actions` takes away whole. */
export function statementScope(
  scopes: readonly ActionScope[],
  excluded: readonly ActionGlob[],
): ActionScope {
  const covered = entriesCovered(excluded);
  const entries = ACTION_CATALOGUE.filter(
    (entry) => !covered.includes(entry) && scopes.some((scope) => scope.entries.includes(entry)),
  );
  return { entries, custom: scopes.some((scope) => scope.custom) };
}
