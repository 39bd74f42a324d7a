import { describe, expect, it } from 'vitest';
import { isoTime } from './iso-time.ts';

const DAY = 86_400_000;

describe('isoTime', () => {
  it.each([0, 1, 999, 1000, DAY - 1, DAY, 1_792_704_000_123, 253_402_300_799_999])(
    'writes %d as a Date does',
    (time) => {
      expect(isoTime(time)).toBe(new Date(time).toISOString());
    },
  );

  it('writes every day as a Date does', () => {
    const last = Date.UTC(2105, 0, 1);
    for (let time = 0; time < last; time += DAY) {
      const at = time + (((time / DAY) * 7919 * 1013) % DAY);
      if (isoTime(at) !== new Date(at).toISOString()) {
        expect(isoTime(at)).toBe(new Date(at).toISOString());
      }
    }
    expect(isoTime(last)).toBe('2105-01-01T00:00:00.000Z');
  });
});
