import { describe, expect, it } from 'vitest';
import { CAPABILITIES } from './capabilities.ts';
import { HOOK_EVENTS } from './our-hook.ts';

describe('the table of capabilities', () => {
  it('speaks of each hook that is installed', () => {
    expect(CAPABILITIES.hooks.map(({ hook }) => hook)).toEqual([...HOOK_EVENTS]);
  });

  it('each failure is told once, with what closes it or who can', () => {
    const failures = CAPABILITIES.hooks.flatMap((hook) => hook.failures);
    expect(new Set(failures.map(({ when }) => when)).size).toBe(failures.length);
    for (const { when, how } of failures) {
      expect(when.length).toBeGreaterThan(10);
      expect(how.length).toBeGreaterThan(8);
    }
  });

  it('what a managed scope closes says so', () => {
    const failures = CAPABILITIES.hooks.flatMap((hook) => hook.failures);
    for (const { withAgsec, how } of failures) {
      if (withAgsec === 'managed') expect(how).toContain('managed');
    }
  });
});
