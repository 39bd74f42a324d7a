import type { Effect } from '../decision.ts';
import { formatIssue, quoteForMessage } from './issue.ts';
import { checkLegacyOrder } from './legacy-order.ts';
import { STRICTNESS } from './legacy-rules.ts';
import type { LoadResult, Policy, PolicyIssue, PolicySource } from './policy.ts';
import { byteLength, type PolicyFile, readPolicyFile } from './policy-file.ts';

const MAX_LAYER_BYTES = 1024 * 1024;
const MAX_ISSUES_PER_FILE = 100;

/**
 * Loads the policy files of one layer, or says everything that is wrong with them: nothing is
 * skipped and nothing is guessed. A file that is read as YAML 1.2 keeps its meaning; what the
 * language does not have, or what could never hold, is an issue with its place and a remedy.
 *
 * Pure: the texts are given. Issues are ordered by file, as given, and by place.
 */
export function loadPolicies(sources: readonly PolicySource[]): LoadResult {
  const tooLarge = layerTooLarge(sources);
  if (tooLarge !== undefined) return { ok: false, issues: [tooLarge] };
  const files = sources.map(readPolicyFile);
  checkSids(files);
  checkLegacy(files);
  const issues = files.flatMap((file) => limit(file));
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, policies: files.map(toPolicy) };
}

function layerTooLarge(sources: readonly PolicySource[]): PolicyIssue | undefined {
  let total = 0;
  for (const { file, text } of sources) {
    total += byteLength(text);
    if (total <= MAX_LAYER_BYTES) continue;
    const message =
      'the policy files of this layer are together larger than 1 MiB; remove what is not needed';
    return { file, line: 1, column: 1, code: 'layer-too-large', message };
  }
  return undefined;
}

/** In order of place, each once, the first hundred. */
function limit({ file, issues }: PolicyFile): readonly PolicyIssue[] {
  const unique = new Map(issues.map((issue) => [formatIssue(issue), issue]));
  const ordered = [...unique.values()].toSorted((a, b) => a.line - b.line || a.column - b.column);
  const rest = ordered.length - MAX_ISSUES_PER_FILE;
  if (rest <= 0) return ordered;
  const shown = ordered.slice(0, MAX_ISSUES_PER_FILE);
  const { line, column } = shown.at(-1) ?? { line: 1, column: 1 };
  const message = `${rest} more issues in this file are not listed`;
  return [...shown, { file, line, column, code: 'too-many-issues', message }];
}

/** A sid is a name in the log and in `agsec policy remove`: it must mean one statement. */
function checkSids(files: readonly PolicyFile[]): void {
  const first = new Map<string, { readonly file: string; readonly line: number }>();
  for (const { file, reporter, statements } of files) {
    for (const [index, { sid, line }] of statements.entries()) {
      const other = first.get(sid);
      if (other === undefined) first.set(sid, { file, line });
      else {
        const where =
          other.file === file ? `line ${other.line}` : `${other.file}, line ${other.line}`;
        const message = `sid ${quoteForMessage(sid)} is already used (${where}); give each statement its own`;
        reporter?.value(['statements', index, 'sid'], 'duplicate-sid', message);
      }
    }
  }
}

function checkLegacy(files: readonly PolicyFile[]): void {
  const rules = files.flatMap((file) => file.rules);
  const statements = files.flatMap(({ file, statements: own }) =>
    own.map((statement) => ({ file, statement })),
  );
  checkLegacyOrder(rules, statements);
  for (const file of files) checkLegacyDefault(file, files);
}

/** Where only rules stood, the Python agsec allowed what none of them matched. */
function checkLegacyDefault(file: PolicyFile, files: readonly PolicyFile[]): void {
  const catchAll = file.rules.find((rule) => rule.catchAll);
  if (
    catchAll !== undefined &&
    file.default !== undefined &&
    file.default !== catchAll.statement.effect
  ) {
    const message = `the rule for every action answers ${catchAll.statement.effect}, which the Python agsec took instead of this default; write default: ${catchAll.statement.effect}`;
    file.reporter?.value(['default'], 'legacy-format', message);
  }
  const decided = files.some(
    (other) =>
      !other.legacy || other.default !== undefined || other.rules.some((rule) => rule.catchAll),
  );
  if (!file.legacy || decided) return;
  const message =
    'say what holds where no rule matches: the Python agsec allowed it. Write default: deny, or default: allow';
  file.reporter?.key(['rules'], 'legacy-format', message);
}

function toPolicy({ file, default: written, statements, rules }: PolicyFile): Policy {
  const catchAll = rules.find((rule) => rule.catchAll);
  const effect = strictest([written, catchAll?.statement.effect]);
  return {
    file,
    ...(effect === undefined ? {} : { default: effect }),
    statements: [
      ...rules.filter((rule) => !rule.catchAll).map(({ statement }) => statement),
      ...statements,
    ],
  };
}

/** The strictest of several effects; `undefined` if there is none. */
export function strictest(effects: readonly (Effect | undefined)[]): Effect | undefined {
  return effects
    .filter((effect) => effect !== undefined)
    .toSorted((a, b) => STRICTNESS[b] - STRICTNESS[a])[0];
}
