export { analyse, analyseScript } from './analyse.ts';
export type {
  CodeAnalyser,
  DerivedAction,
  Language,
  ReaderDependencies,
  RunFromCode,
  ScriptReference,
  ShellAnalysis,
  ShellDependencies,
  Surroundings,
} from './contract.ts';
export { everyProgram, listPrograms, type ProgramArea } from './every-program.ts';
export type { Program } from './program.ts';
export type { AreaName } from './program-names.ts';
export { type ProgramSource, programAreas } from './program-registry.ts';
export { secretKind } from './secrets/secret-path.ts';
