export type { HookRun } from '../doctor/run-hook-process.ts';
export { adapterSuite } from './adapter-suite.ts';
export {
  type InstallAgentOptions,
  type InstalledAgent,
  installAgent,
  runInstalledHook,
} from './installed-agent.ts';
export { readFixtures } from './read-fixtures.ts';
export { type SampleSecret, sampleSecrets } from './sample-secrets.ts';
export { type SeededRandom, seededRandom } from './seeded-random.ts';
export { SAMPLE_DECISIONS, SAMPLE_FAILURE, SAMPLE_REVIEW_ID } from './suite/sample-decisions.ts';
export type {
  AdapterFixture,
  AdapterSuiteOptions,
  AnswerTable,
  CallContext,
  FixtureAction,
  ForeignSettings,
  SamplePayloads,
  SkippedTests,
  SuiteVitest,
} from './suite/suite-options.ts';
export {
  type LookAlike,
  SWITCH_OFF_CASES,
  SWITCH_OFF_LOOK_ALIKES,
  type SwitchOffCase,
  type SwitchOffTargets,
} from './switch-off/switch-off-cases.ts';
export { type TemporaryHome, temporaryHome } from './temporary-home.ts';
