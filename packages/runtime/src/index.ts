export type {
  Adapter,
  AllowMeans,
  Capabilities,
  DoctorFinding,
  DoctorInput,
  EditOutcome,
  FailureMode,
  FileEdit,
  HelperProgram,
  HookAdapter,
  HookCapability,
  HookCommand,
  HookEnvironment,
  HookFailure,
  HookOutput,
  InstalledHook,
  InstallPlan,
  ParsedEvent,
  ParseResult,
  Place,
  ProtectedFile,
  RespondOptions,
  Scope,
  ToolOperation,
  TrustInput,
  TrustOutcome,
} from './adapter.ts';
export {
  type AppendResult,
  appendRecord,
  LONGEST_LINE,
} from './audit/append-record.ts';
export { type AuditFile, auditDays, auditFiles } from './audit/audit-files.ts';
export {
  type AuditRecord,
  type CallRecord,
  isCallRecord,
  isOutcomeRecord,
  type NewRecord,
  type OutcomeRecord,
  RECORD_VERSION,
  type RecordedAction,
  type RecordedReview,
  type RecoveryRecord,
} from './audit/audit-record.ts';
export { onceADay } from './audit/daily-upkeep.ts';
export { acquireLock, type FileLock } from './audit/file-lock.ts';
export {
  type ReadItem,
  type ReadOptions,
  type RecordFilter,
  readRecords,
} from './audit/read.ts';
export { type RetireOptions, retireDays } from './audit/retire.ts';
export { type SealOptions, sealDays } from './audit/seal.ts';
export {
  type AuditStats,
  collectStats,
  type EffectCounts,
  type StatementStats,
} from './audit/stats.ts';
export type { Seal, SealedFile } from './audit/stored-seals.ts';
export { type FollowItem, followRecords, type TailOptions } from './audit/tail.ts';
export { keepUp, type Upkeep } from './audit/upkeep.ts';
export { type VerifyOptions, type VerifyReport, verifyAudit } from './audit/verify.ts';
export type { AuditFinding } from './audit/verify-chain.ts';
export type { Chunks, CodeChunk, CompilerChunk, ShellChunk } from './chunks/chunks.ts';
export { directChunks } from './chunks/direct-chunks.ts';
export { type CleanExecOptions, cleanExecPrograms } from './clean-exec/helper-program.ts';
export {
  type BasePolicies,
  type DecidedEvent,
  type DecideInput,
  decideEvent,
  loadBase,
} from './decide/decide-event.ts';
export {
  type Guarded,
  installedSources,
  type Machine,
  type PolicySources,
} from './decide/machine.ts';
export { CHANGED_FILES } from './doctor/check-hook-files.ts';
export { clientVersion } from './doctor/client-version.ts';
export { isOlder, tooOldClient } from './doctor/oldest-client.ts';
export { renderCapabilities } from './doctor/render-capabilities.ts';
export { type DoctorOptions, runDoctor } from './doctor/run-doctor.ts';
export {
  type AgentStatus,
  collectStatus,
  type StatusOptions,
} from './doctor/status.ts';
export { answerCall, type CallInput } from './hook/answer-call.ts';
export {
  type ApplyFailure,
  type ApplyOptions,
  type ApplyResult,
  applyPlan,
  type FileChange,
  removePlan,
} from './install/apply-plan.ts';
export {
  type BackedUpFile,
  type BackupManifest,
  backupFolders,
  readManifest,
} from './install/backup.ts';
export { binFolder } from './install/bin-folder.ts';
export {
  insertEntries,
  type JsonEditOptions,
  type JsonEntry,
  removeEntries,
} from './install/edit-json.ts';
export {
  type HookFiles,
  type HookFilesInput,
  installHookFiles,
  removeHookFiles,
} from './install/hook-files.ts';
export {
  type EditRefusal,
  type HooksFile,
  hooksFileEdit,
  type ReadByClient,
  whyDropped,
} from './install/hooks-file-edit.ts';
export { type InstalledCommand, installedCommand } from './install/installed-command.ts';
export type { JsonValue } from './install/json-layout.ts';
export { type JsonPosition, jsonPosition } from './install/json-position.ts';
export type { JsonDialect } from './install/json-tree.ts';
export { otherState } from './install/other-state.ts';
export { type RestoreResult, restoreBackup } from './install/restore-backup.ts';
export {
  installedWait,
  moreForWait,
  possibleWait,
  wantedPlace,
} from './install/review-wait.ts';
export { unifiedDiff } from './install/unified-diff.ts';
export { ownProgram } from './own-command/own-process.ts';
export { type OwnCommandContext, runOwnCommand } from './own-command/run-own-command.ts';
export { acceptAll, acceptWritten, type WrittenFile } from './policy-acceptance/accept.ts';
export {
  type AcceptedPolicies,
  type AcceptedResult,
  type PolicyTexts,
  readAccepted,
} from './policy-acceptance/accepted-policies.ts';
export { currentPolicies } from './policy-acceptance/current-policies.ts';
export type { LoadedSet } from './policy-store/cache-entry.ts';
export { type LoadOptions, loadSet } from './policy-store/load-set.ts';
export { type PolicyPart, settingsFor } from './policy-store/policies.ts';
export { type LayerText, type ReadSources, readSources } from './policy-store/read-sources.ts';
export {
  folderSet,
  type LayerFolder,
  managedSet,
  projectSet,
  type SourceSet,
  userSet,
} from './policy-store/source-set.ts';
export { redact } from './redact/redact.ts';
export { redactArguments, redactParams } from './redact/redact-params.ts';
export { type Disk, type FileKind, nodeDisk, type ReadText } from './resolve/disk.ts';
export { type RegularFile, readRegularFile } from './resolve/regular-file.ts';
export {
  DENIAL_LIFE,
  GRANT_LIFE,
  type ReviewAnswer,
} from './review/answer.ts';
export { fileAnswer, listAnswers, removeAnswer } from './review/answer-folder.ts';
export { GRANT_SCOPES, type GrantScope } from './review/call-keys.ts';
export { type Forged, listRequests, removeRequest } from './review/request-folder.ts';
export type { ReviewRequest } from './review/review-request.ts';
export { agsecHome, type HomeLayout, homeLayout, makePrivateFolder } from './state/agsec-home.ts';
export {
  type Config,
  carefulSettings,
  type Mode,
  type Settings,
  settingsOf,
} from './state/config.ts';
export { type ConfigResult, loadConfig } from './state/load-config.ts';
export { type ReplaceOptions, replaceFile } from './state/replace-file.ts';
export { AGSEC_VERSION } from './state/version.ts';
