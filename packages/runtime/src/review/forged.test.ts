import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReviewWorld, shellCall } from '../../test/review-world.ts';
import { listAnswers } from './answer-folder.ts';
import { listRequests } from './request-folder.ts';

let world: ReviewWorld;
beforeEach(() => {
  world = new ReviewWorld();
});
afterEach(() => world.home.remove());

describe('what nobody with the key has written', () => {
  const forge = (path: string, change: (text: string) => string): void =>
    writeFileSync(path, change(readFileSync(path, 'utf8')));

  it('is no yes, and is told of', () => {
    world.ask();
    const { key } = world.approve();
    forge(`${world.layout.grants}/${key}.answer`, (text) => text.replace('tess', 'root'));
    expect(world.ask()).toMatchObject({
      effective: { effect: 'review' },
      recorded: { answer: 'waiting', forged: true },
    });
    expect(listAnswers(world.layout, world.now).forged).toHaveLength(1);
  });

  it('is no yes without the key either', () => {
    world.ask();
    world.approve();
    writeFileSync(world.layout.reviewKey, '');
    expect(() => world.ask()).toThrow(/holds no key/);
    writeFileSync(world.layout.reviewKey, `${'0'.repeat(64)}\n`);
    expect(world.ask().recorded).toMatchObject({ answer: 'waiting', forged: true });
  });

  it('is no yes under the name of another call, or of another kind', () => {
    world.ask();
    const yes = readFileSync(`${world.layout.grants}/${world.approve('1h').key}.answer`);
    const other = shellCall('git push origin prod');
    world.ask(other);
    const { keys } = world.waiting();
    const asked = readFileSync(`${world.layout.reviews}/${keys.once}.request`);
    for (const forged of [yes, asked]) {
      writeFileSync(`${world.layout.grants}/${keys.once}.answer`, forged);
      expect(world.ask(other)).toMatchObject({
        effective: { effect: 'review' },
        recorded: { forged: true },
      });
    }
  });

  it('is no yes of another home, file and key of whose person are in order', () => {
    const other = new ReviewWorld();
    try {
      other.ask();
      const yes = readFileSync(`${other.layout.grants}/${other.approve('1h').key}.answer`);
      world.ask();
      const { keys, id } = world.waiting();
      world.approve('once');
      for (const key of Object.values(keys)) {
        if (key === undefined) continue;
        writeFileSync(`${world.layout.grants}/${key}.answer`, yes);
      }
      expect(world.ask()).toMatchObject({
        effective: { effect: 'review' },
        recorded: { answer: 'waiting', forged: true },
      });
      expect(listAnswers(world.layout, world.now).answers.map((each) => each.id)).not.toContain(id);
    } finally {
      other.home.remove();
    }
  });

  it('is no request', () => {
    world.ask();
    const { once } = world.waiting().keys;
    forge(`${world.layout.reviews}/${once}.request`, (text) =>
      text.replace('git push', 'git pull'),
    );
    const { requests, forged } = listRequests(world.layout, world.now);
    expect([requests, forged]).toEqual([[], [{ path: `${world.layout.reviews}/${once}.request` }]]);
  });
});
