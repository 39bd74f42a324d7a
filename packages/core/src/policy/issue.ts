import type { PolicyIssue } from './policy.ts';

/** Every code of a policy issue, with what it stands for. */
const ISSUE_TABLE = {
  'file-too-large': 'A policy file is larger than 256 KiB.',
  'layer-too-large': 'The policy files of a layer are together larger than 1 MiB.',
  'too-many-issues': 'A file has more issues than are listed.',
  'empty-file': 'A policy file holds nothing.',
  'yaml-syntax': 'The text is not YAML 1.2.',
  'yaml-documents': 'A file holds several YAML documents.',
  'yaml-directive': 'A `%` directive would change how the file is read.',
  'yaml-tag': 'A YAML tag, or an unquoted text that begins with `!`.',
  'yaml-alias': 'A YAML alias, or an unquoted text that begins with `*`.',
  'yaml-anchor': 'A YAML anchor, or an unquoted text that begins with `&`.',
  'yaml-merge-key': 'The merge key `<<`.',
  'yaml-key': 'A key that is not a plain string.',
  'yaml-depth': 'Lists and maps are nested too deeply.',
  'duplicate-key': 'A key stands twice in the same map.',
  'number-out-of-range': 'A number that cannot be kept exactly.',
  'unknown-key': 'A key that the policy language does not have.',
  'missing-key': 'A key that must be there is not.',
  'empty-value': 'A key without a value, or an empty list or text.',
  'wrong-type': 'A value of the wrong type.',
  'unknown-value': 'A value that is none of those a key or a fact can have.',
  'unknown-version': 'A version of the policy language that this agsec does not read.',
  'text-too-long': 'A text is longer than its key allows.',
  'control-character': 'A text holds a character that cannot be shown.',
  'duplicate-sid': 'Two statements of a layer have the same sid.',
  'useless-key': 'A key that can have no effect where it stands.',
  'unknown-action': 'An action pattern that fits no action.',
  'bad-action-pattern': 'An action pattern that cannot be read.',
  'unknown-fact': 'A fact path that none of the actions of the statement has.',
  'unknown-operator': 'An operator that the policy language does not have.',
  'operator-value': 'A value that the operator cannot use.',
  'operator-fact': 'An operator that cannot apply to the kind of fact.',
  'bad-regex': 'A regular expression that is wrong, unsafe, or has no linear form.',
  'bad-glob': 'A path glob that is wrong or can never match.',
  'bad-path': 'A path that can never be equal to or contain an absolute path.',
  'bad-cidr': 'Not a network in CIDR notation.',
  'unknown-placeholder': 'A placeholder that does not exist, or stands where it cannot.',
  'legacy-format': 'A legacy `rules:` list that cannot be read as it was meant.',
  'legacy-order': 'A legacy rule that was an exception to a stricter one.',
} as const satisfies Record<string, string>;

/** Stable code of a policy issue. */
export type PolicyIssueCode = keyof typeof ISSUE_TABLE;

/** Every issue code with its summary, in the order of loading: for documentation. */
export function listIssueCodes(): readonly {
  readonly code: PolicyIssueCode;
  readonly summary: string;
}[] {
  return Object.keys(ISSUE_TABLE)
    .filter(isIssueCode)
    .map((code) => ({ code, summary: ISSUE_TABLE[code] }));
}

function isIssueCode(code: string): code is PolicyIssueCode {
  return Object.hasOwn(ISSUE_TABLE, code);
}

/** `03_files.yaml:12:7: message`: one line for a terminal or a log. */
export function formatIssue(issue: PolicyIssue): string {
  return `${issue.file}:${issue.line}:${issue.column}: ${issue.message}`;
}

const SHOWN = 60;
const TOLD = 160;

/** A value of the file as it may stand in a message: one line, printable, short. */
export function quoteForMessage(value: unknown): string {
  return printable(JSON.stringify(value) ?? String(value), SHOWN);
}

/** What a library says is wrong, which may quote the file: one line, printable, short. */
export function detailForMessage(error: unknown): string {
  return printable(error instanceof Error ? error.message : String(error), TOLD);
}

function printable(text: string, length: number): string {
  const shown = text.replace(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
  return shown.length > length ? `${shown.slice(0, length)}…` : shown;
}
