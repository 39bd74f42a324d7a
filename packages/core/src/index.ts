export {
  type Action,
  ANALYSIS_UNKNOWNS,
  type Analysis,
  type AnalysisUnknown,
  type Operation,
  type Params,
  type ParamValue,
  type Via,
} from './action.ts';
export {
  ACTION_CATALOGUE,
  type ActionEntry,
  findActionEntry,
  type ParamKind,
} from './catalogue.ts';
export type {
  ActionDecision,
  Decision,
  Effect,
  LayerAnswer,
  LayerName,
  MatchedBy,
  StatementRef,
} from './decision.ts';
export type {
  CompiledCondition,
  CompiledLayer,
  CompiledPolicies,
  CompiledStatement,
  StatementGroup,
} from './engine/compiled-policy.ts';
export { evaluate } from './engine/evaluate.ts';
export {
  type ConditionReport,
  type Explanation,
  explain,
  type LayerExplanation,
  type StatementExplanation,
  type StatementResult,
} from './engine/explain.ts';
export { withImpliedActions } from './engine/implied-actions.ts';
export type { FileArgumentOptions } from './engine/implied-file-arguments.ts';
export { groupsByNamespace } from './engine/statement-index.ts';
export { AgsecError } from './errors/agsec-error.ts';
export type { Context, Event } from './event.ts';
export {
  type ParsedPatch,
  type PatchChange,
  type PatchChunk,
  parseApplyPatch,
} from './patch/apply-patch.ts';
export { patchedText } from './patch/patched-text.ts';
