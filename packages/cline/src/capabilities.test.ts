import { describe, expect, it } from 'vitest';
import { CAPABILITIES } from './capabilities.ts';
import { HOOK } from './parse.ts';

describe('the table of capabilities', () => {
  it('speaks of the hook that is installed', () => {
    expect(CAPABILITIES.hooks.map(({ hook }) => hook)).toEqual([HOOK]);
  });

  it('each failure is told once, with what closes it or who can', () => {
    const failures = CAPABILITIES.hooks.flatMap((hook) => hook.failures);
    expect(new Set(failures.map(({ when }) => when)).size).toBe(failures.length);
    for (const { when, how } of failures) {
      expect(when.length).toBeGreaterThan(10);
      expect(how.length).toBeGreaterThan(8);
    }
  });
});
