import { afterEach, beforeEach, expect, it } from 'vitest';
import { ReviewWorld } from '../../test/review-world.ts';
import { listRequests } from './request-folder.ts';

let world: ReviewWorld;
beforeEach(() => {
  world = new ReviewWorld();
});
afterEach(() => world.home.remove());

it('a hook that waits goes on with the answer that comes meanwhile', () => {
  world.ask();
  const start = world.now;
  let looks = 0;
  const outcome = world.ask(undefined, {
    waitUntil: start + 60_000,
    now: () => {
      looks += 1;
      // The person answers while it sleeps for the first time.
      const isAsked = listRequests(world.layout, world.now).requests.length > 0;
      if (looks > 3 && isAsked) world.approve();
      return start;
    },
  });
  expect(outcome).toMatchObject({
    effective: { effect: 'allow' },
    recorded: { answer: 'approved', waited_ms: expect.any(Number) },
  });
});

it('it says until when it waits, and then denies with the id', () => {
  const waitUntil = Date.now() + 300;
  const outcome = world.ask(undefined, { waitUntil, now: Date.now });
  expect(outcome).toMatchObject({
    effective: { effect: 'review' },
    reviewId: world.waiting().id,
    recorded: { answer: 'waiting', waited_ms: expect.any(Number) },
  });
  expect(Date.now()).toBeGreaterThanOrEqual(waitUntil);
  expect(world.waiting().waits_until).toBe(waitUntil);
});
