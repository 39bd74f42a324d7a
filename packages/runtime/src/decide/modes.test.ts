import type { CompiledLayer, CompiledStatement, Effect, Event, LayerName } from '@agsec/core';
import { describe, expect, it } from 'vitest';
import type { Policies } from '../policy-store/policies.ts';
import { type Mode, settingsOf } from '../state/config.ts';
import { judge } from './modes.ts';

const event: Event = {
  hook: 'call',
  tool: 'Read',
  context: { agent: 'tester' },
  operations: [
    {
      action: { name: 'file.read', params: { file_path: '/a' }, origin: 'tool', unknown: [] },
      derived: [],
      analysis: { complete: true, unknown: [] },
    },
  ],
};

const twice: Event = {
  ...event,
  operations: [
    ...event.operations,
    {
      action: { name: 'file.write', params: { file_path: '/b' }, origin: 'tool', unknown: [] },
      derived: [],
      analysis: { complete: true, unknown: [] },
    },
  ],
};

function statement(effect: Effect, action: string): CompiledStatement {
  return {
    sid: `${effect}-${action}`,
    policy: 'a.yaml',
    effect,
    actions: [action],
    notActions: [],
    conditions: [],
    match: 'all',
  };
}

function layer(name: LayerName, ...statements: readonly CompiledStatement[]): CompiledLayer {
  return { layer: name, statements };
}

type Setup = {
  readonly managed?: readonly CompiledStatement[] | string;
  readonly user?: readonly CompiledStatement[] | string;
  readonly mode?: Mode;
  readonly managedMode?: Mode;
};

function policies({
  managed,
  user = [],
  mode = 'enforce',
  managedMode = 'enforce',
}: Setup): Policies {
  const part = (name: LayerName, given: readonly CompiledStatement[] | string | undefined) => {
    if (typeof given === 'string') return { layers: [], problem: given };
    return { layers: given === undefined ? [] : [layer(name, ...given)] };
  };
  return {
    settings: settingsOf({ mode }, { mode: managedMode }),
    managed: part('managed', managed),
    own: part('user', user),
    digest: '',
  };
}

const allow = [statement('allow', '*')];
const denyRead = [statement('deny', 'file.read')];
const absolute = { effect: 'deny', reason: 'ours', hint: 'no', absolute: true } as const;
const execute = { effect: 'review', reason: 'runs', hint: 'ask', absolute: false } as const;

describe('modes of layers', () => {
  it.each<[string, Setup, Effect, Effect]>([
    ['enforce blocks', { user: denyRead }, 'deny', 'deny'],
    ['enforce blocks what nobody allows', {}, 'deny', 'deny'],
    ['observe lets pass what it would block', { user: denyRead, mode: 'observe' }, 'deny', 'allow'],
    ['observe lets pass what nobody allows', { mode: 'observe' }, 'deny', 'allow'],
    ['observe lets broken policies pass', { user: 'broken', mode: 'observe' }, 'deny', 'allow'],
    ['halt blocks what is allowed', { user: allow, mode: 'halt' }, 'allow', 'deny'],
    [
      'a managed deny is not touched by the observe of a user',
      { managed: denyRead, user: allow, mode: 'observe' },
      'deny',
      'deny',
    ],
    [
      'the silence of a managed layer blocks nothing for an observing user',
      { managed: [statement('deny', 'file.write')], mode: 'observe' },
      'deny',
      'allow',
    ],
    [
      'an observing managed layer leaves the user to enforce',
      { managed: denyRead, user: allow, managedMode: 'observe' },
      'deny',
      'allow',
    ],
    [
      'an observing managed layer allows nothing by itself',
      { managed: allow, managedMode: 'observe' },
      'allow',
      'deny',
    ],
    [
      'broken managed policies block for an observing user',
      { managed: 'broken', user: allow, mode: 'observe' },
      'deny',
      'deny',
    ],
    [
      'broken managed policies that only observe do not',
      { managed: 'broken', user: allow, managedMode: 'observe' },
      'deny',
      'allow',
    ],
    [
      'a managed halt blocks',
      { user: allow, managedMode: 'halt', mode: 'observe' },
      'allow',
      'deny',
    ],
    [
      'a review stays one',
      { managed: [statement('review', '*')], user: allow, mode: 'observe' },
      'review',
      'review',
    ],
  ])('%s', (_, setup, decision, effective) => {
    const judgement = judge(event, policies(setup), undefined);
    expect([judgement.decision.effect, judgement.effective.effect]).toEqual([decision, effective]);
  });

  it('a managed layer answers for each operation of a call by itself', () => {
    const managed = [statement('allow', 'file.write'), statement('deny', 'file.read')];
    const setup = policies({ managed, mode: 'observe' });
    expect(judge(twice, setup, undefined).effective.effect).toBe('deny');
    const silent = policies({ managed: [statement('allow', 'file.write')], mode: 'observe' });
    expect(judge(twice, silent, undefined).effective.effect).toBe('allow');
  });

  it('broken policies and halt say what to do', () => {
    expect(judge(event, policies({ user: 'a.yaml:3:1: no' }), undefined).failure).toEqual({
      code: 'policy-error',
      message: 'a.yaml:3:1: no',
    });
    expect(judge(event, policies({ mode: 'halt' }), undefined).failure?.code).toBe('halt');
  });
});

describe('self-protection', () => {
  it.each<[string, Setup]>([
    ['an allow', { user: allow }],
    ['observe', { user: allow, mode: 'observe' }],
    ['broken policies under observe', { user: 'broken', mode: 'observe' }],
  ])('is not lifted by %s', (_, setup) => {
    const { effective } = judge(event, policies(setup), absolute);
    expect(effective).toMatchObject({
      effect: 'deny',
      matched_by: 'self_protection',
      reason: 'ours',
    });
  });

  it('reviews what executes, unless everything is only observed', () => {
    expect(judge(event, policies({ user: allow }), execute).effective.effect).toBe('review');
    const observed = judge(event, policies({ user: allow, mode: 'observe' }), execute);
    expect([observed.decision.effect, observed.effective.effect]).toEqual(['review', 'allow']);
  });

  it('never turns a deny into a review', () => {
    const { effective } = judge(event, policies({ user: denyRead }), execute);
    expect(effective).toMatchObject({ effect: 'deny', matched_by: 'explicit_deny' });
  });
});
