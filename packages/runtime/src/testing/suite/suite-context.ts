import type { HookOutput } from '../../adapter.ts';
import type { HookRun } from '../../doctor/run-hook-process.ts';
import { temporaryHome } from '../temporary-home.ts';
import type { AdapterSuiteOptions, CallContext } from './suite-options.ts';

/** Everything a group of cases needs. */
export type SuiteContext = AdapterSuiteOptions & {
  /** Defines a test, unless its name is skipped. */
  readonly test: (name: string, body: () => void | Promise<void>) => void;
  /** Whether the agent would block the call after this output. */
  readonly isDenied: (output: HookOutput) => boolean;
  readonly isOneDocument: (stdout: string) => boolean;
};

export function createContext(options: AdapterSuiteOptions): SuiteContext & {
  /** Names of all tests that were defined. */
  readonly names: ReadonlySet<string>;
} {
  const { vitest, adapter, skip = [] } = options;
  const skipped = new Set(skip.flatMap(({ tests }) => tests));
  const names = new Set<string>();
  const home = temporaryHome();
  const { denied } = adapter.probe('deny', home.place());
  home.remove();
  return {
    ...options,
    names,
    test: (name, body) => {
      names.add(name);
      if (skipped.has(name)) vitest.it.skip(name, body);
      else vitest.it(name, body);
    },
    isDenied: denied,
    isOneDocument: options.isOneDocument ?? isJsonDocument,
  };
}

/** Whether a run ended in the agent's deny, in time. */
export function isDeniedRun({ isDenied }: SuiteContext, run: HookRun): boolean {
  return !run.timedOut && isDenied(run);
}

export function callFrom(cwd: string, session = 'conformance'): CallContext {
  return { cwd, session };
}

function isJsonDocument(stdout: string): boolean {
  if (stdout === '') return true;
  try {
    JSON.parse(stdout);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
