import type { PolicyIssueCode } from './issue.ts';
import type { PolicyIssue } from './policy.ts';
import type { ValuePath, YamlFile } from './yaml-document.ts';

/** Collects what is wrong with one file, each with its place. */
export type Reporter = {
  readonly issues: PolicyIssue[];
  /** About the value at a path. */
  value(path: ValuePath, code: PolicyIssueCode, message: string): void;
  /** About the key at a path. */
  key(path: ValuePath, code: PolicyIssueCode, message: string): void;
};

export function createReporter(file: string, yaml: YamlFile): Reporter {
  const issues: PolicyIssue[] = [];
  return {
    issues,
    value: (path, code, message) => issues.push({ file, ...yaml.at(path), code, message }),
    key: (path, code, message) => issues.push({ file, ...yaml.keyAt(path), code, message }),
  };
}
