import { describe, expect, it } from 'vitest';
import { CAPABILITIES } from './capabilities.ts';
import { HOOK_EVENTS } from './our-hook.ts';

describe('the table of capabilities', () => {
  it('speaks of each hook that is installed, before those that are not', () => {
    const hooks = CAPABILITIES.hooks.map(({ hook }) => hook);
    expect(hooks.slice(0, HOOK_EVENTS.length)).toEqual([...HOOK_EVENTS]);
  });

  it('each failure is told once a hook, with what closes it or who can', () => {
    for (const { hook, failures } of CAPABILITIES.hooks) {
      expect(new Set(failures.map(({ when }) => when)).size, hook).toBe(failures.length);
      for (const { when, how } of failures) {
        expect(when.length).toBeGreaterThan(10);
        expect(how.length).toBeGreaterThan(8);
      }
    }
  });

  it('what a managed scope closes says so', () => {
    for (const { withAgsec, how } of CAPABILITIES.hooks.flatMap((hook) => hook.failures)) {
      if (withAgsec === 'managed') expect(how).toContain('managed');
    }
  });
});
