import { chmodSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestHome } from '../../test/test-home.ts';
import { ensureReviewKey } from '../review/review-key.ts';
import { checkReviews } from './check-reviews.ts';

let home: TestHome;
beforeEach(() => {
  home = new TestHome();
});
afterEach(() => home.remove());

it('is content where nothing was ever reviewed', () => {
  expect(checkReviews(home.agsecHome, Date.now())).toMatchObject([{ level: 'ok' }]);
});

it.each(['grants/x.answer', 'reviews/x.request'])('finds a forged %s', (name) => {
  const path = home.put(`home/.agsec/${name}`, '{"verdict":"approved"}\nabc\n');
  expect(checkReviews(home.agsecHome, Date.now())).toEqual([
    expect.objectContaining({ level: 'open', fix: `rm '${path}'` }),
  ]);
});

it('finds a key that others can read', () => {
  const path = `${home.agsecHome}/review.key`;
  ensureReviewKey(path);
  expect(checkReviews(home.agsecHome, Date.now())).toMatchObject([{ level: 'ok' }]);
  chmodSync(path, 0o644);
  expect(checkReviews(home.agsecHome, Date.now())).toMatchObject([
    { level: 'open', fix: `chmod 600 ${path}` },
  ]);
});
