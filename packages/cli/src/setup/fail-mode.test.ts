import type { Capabilities } from '@agsec/runtime';
import { describe, expect, it } from 'vitest';
import { failMode } from './fail-mode.ts';

function capabilities(
  ...states: readonly ('closed' | 'managed' | 'open')[]
): Pick<Capabilities, 'hooks'> {
  const failures = states.map((withAgsec) => ({
    when: `case ${withAgsec}`,
    agentDefault: 'open' as const,
    withAgsec,
    how: '',
  }));
  return { hooks: [{ hook: 'H', canBlock: true, canAsk: false, canRewrite: false, failures }] };
}

describe('what a failing hook means', () => {
  it('is a block where everything is closed', () => {
    expect(failMode(capabilities('closed', 'closed'), 'user')).toEqual({
      mode: 'closed',
      open: [],
    });
  });

  it('names what passes, once', () => {
    expect(failMode(capabilities('closed', 'open', 'open'), 'managed')).toEqual({
      mode: 'open',
      open: ['case open'],
    });
  });

  it('counts what only the managed scope closes', () => {
    expect(failMode(capabilities('managed'), 'user').mode).toBe('open');
    expect(failMode(capabilities('managed'), 'managed').mode).toBe('closed');
  });

  it('leaves out hooks that cannot block', () => {
    const { hooks } = capabilities('open');
    const notified = { hooks: hooks.map((hook) => ({ ...hook, canBlock: false })) };
    expect(failMode(notified, 'user').mode).toBe('closed');
  });
});
