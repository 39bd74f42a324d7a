import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REVIEWED, ReviewWorld, shellCall } from '../../test/review-world.ts';

let world: ReviewWorld;
beforeEach(() => {
  world = new ReviewWorld();
});
afterEach(() => world.home.remove());

describe('what no yes lifts', () => {
  it("is agsec's own", () => {
    const line = shellCall('echo x > $HOME/.agsec/$(date)');
    const { effective, final } = world.decide(line);
    expect([effective.matched_by, final]).toEqual(['self_protection', true]);
    const settings = { tool: 'Shell', action: 'bash.execute', session: 's1' } as const;
    const odd = world.ask({ ...settings, params: { command: 'sed -i s/a/b/ .tester/settings' } });
    expect(odd).toMatchObject({ recorded: { answer: 'not-approvable' } });
    expect(odd.reviewId).toBeUndefined();
    expect(existsSync(world.layout.reviews)).toBe(false);
  });

  it('is not what executes: that a person may allow', () => {
    const servers = {
      tool: 'Write',
      action: 'file.write',
      session: 's1',
      params: { file_path: join(world.home.project, '.tester/servers'), content: '{}' },
    };
    expect(world.ask(servers).effective).toMatchObject({
      effect: 'review',
      matched_by: 'self_protection',
    });
    world.approve();
    expect(world.effect(servers)).toBe('allow');
  });

  it.each<[string, string, boolean, boolean]>([
    ['its own review', '', false, true],
    ['nothing', 'grants: none\n', false, false],
    ['everything', 'grants: all\n', true, true],
  ])('is for root to say: %s', (_, config, ofRoot, ofUser) => {
    world.home.put('etc/agsec/config.yaml', config);
    world.home.put('etc/agsec/policies/m.yaml', 'version: "1.0"\nstatements: []\ndefault: allow\n');
    const isApprovable = (): boolean => world.ask().reviewId !== undefined;
    expect(isApprovable()).toBe(ofUser);
    world.home.put('etc/agsec/policies/m.yaml', REVIEWED);
    expect(isApprovable()).toBe(ofRoot);
  });
});
