export type {
  Adapter,
  AllowMeans,
  Capabilities,
  DoctorFinding,
  DoctorInput,
  EditOutcome,
  FailureMode,
  FileEdit,
  HeldCall,
  HelperProgram,
  Holding,
  HookAdapter,
  HookCapability,
  HookEnvironment,
  HookFailure,
  HookOutput,
  InstallPlan,
  ParsedEvent,
  ParseResult,
  Place,
  ProtectedFile,
  RespondOptions,
  Scope,
  ToolOperation,
} from '../adapter.ts';
export { bundledChunks, type LoadBundle } from '../chunks/bundled-chunks.ts';
export type { Chunks } from '../chunks/chunks.ts';
export { hasCleanExec } from '../clean-exec/clean-exec.ts';
export { cleanExecPath } from '../clean-exec/clean-exec-path.ts';
export {
  type InstalledCommand,
  installedCommand,
  type LaunchCommand,
  launchWords,
} from '../install/installed-command.ts';
export { questionsFolder } from '../state/agsec-home.ts';
export { answerCall, type CallInput } from './answer-call.ts';
export { MOST_WAIT, secondsToWait } from './deadlines.ts';
export { type HookProcess, INPUT_LIMIT, runHook } from './run-hook.ts';
