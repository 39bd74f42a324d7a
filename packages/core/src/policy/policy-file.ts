import type { Effect } from '../decision.ts';
import { quoteForMessage } from './issue.ts';
import { type LegacyRule, readLegacyRule } from './legacy-rules.ts';
import type { PolicyIssue, PolicySource, Statement } from './policy.ts';
import { createReporter, type Reporter } from './reporter.ts';
import { fileSchema } from './schema-parts.ts';
import { reportShape } from './shape-issues.ts';
import { effectOf, readStatement } from './statement.ts';
import { readYaml, type YamlFile } from './yaml-document.ts';

/** One policy file as far as it could be read, and everything wrong with it. */
export type PolicyFile = {
  readonly file: string;
  readonly reporter?: Reporter;
  readonly issues: readonly PolicyIssue[];
  readonly default?: Effect;
  readonly statements: readonly Statement[];
  readonly rules: readonly LegacyRule[];
  /** It holds only `rules:`, the Python agsec's older format. */
  readonly legacy: boolean;
};

const MAX_FILE_BYTES = 256 * 1024;

/** Size of a text as UTF-8. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function unreadable(file: string, issues: readonly PolicyIssue[]): PolicyFile {
  return { file, issues, statements: [], rules: [], legacy: false };
}

function issueAtStart(file: string, code: string, message: string): PolicyFile {
  return unreadable(file, [{ file, line: 1, column: 1, code, message }]);
}

/** Reads one policy file; reports everything that is wrong with it. */
export function readPolicyFile(source: PolicySource): PolicyFile {
  const { file, text } = source;
  if (byteLength(text) > MAX_FILE_BYTES) {
    return issueAtStart(file, 'file-too-large', 'a policy file has at most 256 KiB; split it');
  }
  const yaml = readYaml(source);
  if (!yaml.ok) return unreadable(file, yaml.issues);
  const { value } = yaml.file;
  if (value === null || value === undefined) {
    const message = 'this file is empty; write version, default and statements, or remove it';
    return issueAtStart(file, 'empty-file', message);
  }
  return readShape(file, yaml.file);
}

function readShape(file: string, yaml: YamlFile): PolicyFile {
  const reporter = createReporter(file, yaml);
  const input = yaml.value;
  const parsed = fileSchema('shell').safeParse(input);
  if (!parsed.success) {
    reportShape(reporter, { place: 'file', path: [], input }, parsed.error.issues);
    return { file, reporter, issues: reporter.issues, ...readParts(reporter, file, yaml, input) };
  }
  const { version, default: word, statements, rules } = parsed.data;
  checkVersion(reporter, version);
  if (statements === undefined && rules === undefined) {
    reporter.value([], 'missing-key', 'statements is missing. Write for example statements: [].');
  }
  if (statements !== undefined && rules !== undefined) {
    const message =
      'the Python agsec ignored rules beside statements; write the rules as statements, or remove them';
    reporter.key(['rules'], 'legacy-format', message);
  }
  return {
    file,
    reporter,
    issues: reporter.issues,
    ...(word === undefined ? {} : { default: effectOf(word) }),
    ...readParts(reporter, file, yaml, input),
  };
}

type Parts = Pick<PolicyFile, 'statements' | 'rules' | 'legacy'>;

function listAt(input: unknown, key: string): readonly unknown[] | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  const value: unknown = Object.entries(input).find(([name]) => name === key)?.[1];
  return Array.isArray(value) ? value : undefined;
}

/** Statements and rules are read also where another key of the file is wrong. */
function readParts(reporter: Reporter, file: string, yaml: YamlFile, input: unknown): Parts {
  const statements = listAt(input, 'statements');
  const rules = listAt(input, 'rules');
  return {
    statements: (statements ?? []).flatMap(
      (item, index) => readStatement(reporter, yaml, item, ['statements', index]) ?? [],
    ),
    rules: (rules ?? []).flatMap(
      (item, index) => readLegacyRule(reporter, yaml, item, { file, index }) ?? [],
    ),
    legacy: rules !== undefined && statements === undefined,
  };
}

/** `version: 1.0` without quotes is the number 1. */
function checkVersion(reporter: Reporter, version: unknown): void {
  if (version === undefined || version === '1.0' || version === '1' || version === 1) return;
  const message =
    version === null
      ? 'version has no value. Write version: "1.0".'
      : `this agsec reads version "1.0" of the policy language, not ${quoteForMessage(version)}; write version: "1.0", or install an agsec that reads it (npm install -g @agsec/cli@latest)`;
  reporter.value(['version'], 'unknown-version', message);
}
