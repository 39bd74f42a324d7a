export { compilePolicies } from './compile-policies.ts';
export { listFixedFacts } from './fact.ts';
export { formatIssue, listIssueCodes, type PolicyIssueCode } from './issue.ts';
export { policyJsonSchema } from './json-schema.ts';
export { loadPolicies } from './load-policies.ts';
export { nearest } from './nearest.ts';
export { OPERATOR_TABLE, type OperatorRow } from './operator-table.ts';
export {
  type Condition,
  type LayerSource,
  type LoadResult,
  OPERATOR_ALIASES,
  OPERATORS,
  type Operator,
  type Policy,
  type PolicyIssue,
  type PolicySource,
  type Quantifier,
  type Statement,
} from './policy.ts';
export { readYaml, type ValuePath, type YamlFile, type YamlResult } from './yaml-document.ts';
