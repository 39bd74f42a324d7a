export { analyse } from './analyse.ts';
export type {
  CodeAnalyser,
  DerivedAction,
  Language,
  RunFromCode,
  ScriptReference,
  ShellAnalysis,
  ShellDependencies,
  Surroundings,
} from './contract.ts';
export { listPrograms, type ProgramArea } from './program-registry.ts';
export { secretKind } from './secrets/secret-path.ts';
