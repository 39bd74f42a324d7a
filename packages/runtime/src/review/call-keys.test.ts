import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReviewWorld, shellCall } from '../../test/review-world.ts';

let world: ReviewWorld;
beforeEach(() => {
  world = new ReviewWorld();
});
afterEach(() => world.home.remove());

describe('what a call runs and writes', () => {
  const run = shellCall('sh ./deploy.sh');

  it('voids the yes when the script has changed since', () => {
    world.home.put('project/deploy.sh', 'git push\n');
    world.ask(run);
    world.approve();
    world.home.put('project/deploy.sh', 'git push\n# and more\n');
    expect(world.effect(run)).toBe('review');
    world.home.put('project/deploy.sh', 'git push\n');
    expect(world.effect(run)).toBe('allow');
  });

  it('voids it when a program run by its path has', () => {
    world.home.put('project/tool', 'one');
    const line = shellCall('./tool && git push');
    world.ask(line);
    world.approve('1h');
    expect(world.effect(line)).toBe('allow');
    world.home.put('project/tool', 'two');
    expect(world.effect(line)).toBe('review');
  });

  it('voids it when other content would be written', () => {
    const write = (content: string) => ({
      tool: 'Write',
      action: 'file.write',
      session: 's1',
      params: { file_path: join(world.home.project, 'asked/x'), content },
    });
    world.ask(write('one'));
    world.approve('session');
    expect(world.effect(write('two'))).toBe('review');
    expect(world.effect(write('one'))).toBe('allow');
  });

  it('knows arguments whatever their order, and no two that differ', () => {
    const tool = (args: { readonly [name: string]: string | number }) => ({
      tool: 'New',
      action: 'unknown.New',
      session: 's1',
      params: { args },
    });
    world.ask(tool({ a: 1, b: 'x' }));
    world.approve('1h');
    expect(world.effect(tool({ b: 'x', a: 1 }))).toBe('allow');
    expect(world.effect(tool({ a: '1', b: 'x' }))).toBe('review');
    expect(world.effect(tool({ a: 1, b: 'x', c: '' }))).toBe('review');
  });
});
