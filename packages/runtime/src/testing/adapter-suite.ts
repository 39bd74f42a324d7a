import { answerCases } from './suite/answer-cases.ts';
import { capabilityCases } from './suite/capability-cases.ts';
import { installCases } from './suite/install-cases.ts';
import { payloadCases } from './suite/payload-cases.ts';
import { processCases } from './suite/process-cases.ts';
import { startCases } from './suite/start-cases.ts';
import { createContext } from './suite/suite-context.ts';
import type { AdapterSuiteOptions } from './suite/suite-options.ts';

/**
 * Defines the conformance suite for one adapter: what every enforcement point has to do whatever its
 * agent. Call it once at the top of a test file. Cases of the `process` group run the adapter's built
 * hook, so build first.
 */
export function adapterSuite(options: AdapterSuiteOptions): void {
  const { vitest, adapter, skip = [] } = options;
  const context = createContext(options);
  vitest.describe(`conformance of ${adapter.id}`, () => {
    vitest.describe('payloads', () => payloadCases(context));
    vitest.describe('answers', () => answerCases(context));
    vitest.describe('process', () => processCases(context));
    vitest.describe('start', () => startCases(context));
    vitest.describe('installation', () => installCases(context));
    vitest.describe('capabilities', () => capabilityCases(context));
    vitest.it('skips only cases that exist, each with its reason', () => {
      for (const { reason, tests } of skip) {
        vitest.expect(reason).not.toBe('');
        for (const name of tests) vitest.expect([...context.names]).toContain(name);
      }
    });
  });
}
