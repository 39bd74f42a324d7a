import { renderCapabilities } from '../../doctor/render-capabilities.ts';
import type { SuiteContext } from './suite-context.ts';

/** The table of capabilities is whole, and the documentation says the same. */
export function capabilityCases({ vitest, adapter, docs, fixtures, test }: SuiteContext): void {
  const { expect } = vitest;
  const { capabilities } = adapter;

  test('states what each hook can do and how it fails', () => {
    expect(capabilities.hooks.some(({ canBlock }) => canBlock)).toBe(true);
    for (const { hook, canBlock, failures } of capabilities.hooks) {
      if (canBlock) expect(failures.length, hook).toBeGreaterThan(0);
      for (const failure of failures) {
        expect(failure.when, hook).not.toBe('');
        expect(failure.how, hook).not.toBe('');
      }
    }
    expect(capabilities.scopes).toContain('user');
    expect(capabilities.measured.version).toMatch(/[0-9]/);
    expect(capabilities.measured.date).toMatch(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/);
  });

  test('has a row for every hook that a recorded call came through', () => {
    const known = capabilities.hooks.map(({ hook }) => hook);
    for (const { name, payload } of fixtures) {
      const result = adapter.parse(payload, {});
      if (result.kind === 'event') expect(known, name).toContain(result.event.hook);
    }
  });

  test('is documented as it is', () => {
    if (docs !== undefined) expect(docs).toContain(renderCapabilities(capabilities));
    else expect(renderCapabilities(capabilities)).not.toBe('');
  });
}
