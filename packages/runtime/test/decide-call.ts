import type { HookEnvironment } from '../src/adapter.ts';
import { type DecidedEvent, decideEvent, loadBase } from '../src/decide/decide-event.ts';
import { installedSources } from '../src/decide/machine.ts';
import { type TestPayload, testAdapter } from './test-adapter.ts';
import type { TestHome } from './test-home.ts';

/** Decides a call of the test agent, in its project unless it says otherwise. */
export function decideCall(home: TestHome, payload: Omit<TestPayload, 'hook'>): DecidedEvent {
  const environment: HookEnvironment = { TESTER_ROOT: home.project };
  const input = { hook: 'call', cwd: home.project, ...payload };
  const result = testAdapter.parse(input, environment);
  if (result.kind !== 'event') throw new Error(`not an event but ${result.kind}`);
  const sources = installedSources(home.machine, testAdapter.id);
  return decideEvent({
    parsed: result.event,
    machine: home.machine,
    sources,
    base: loadBase(home.machine, sources),
    adapter: testAdapter,
    sessionWrote: () => false,
  });
}
