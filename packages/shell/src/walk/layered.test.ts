import { describe, expect, it } from 'vitest';
import { Layered } from './layered.ts';

describe('Layered', () => {
  it('lets a fork and its origin go their own ways', () => {
    const origin = new Layered<number>();
    origin.set('a', 1);
    const fork = origin.fork();
    origin.set('a', 2);
    fork.set('b', 3);
    expect([origin.get('a'), origin.get('b')]).toEqual([2, undefined]);
    expect([fork.get('a'), fork.get('b')]).toEqual([1, 3]);
  });

  it('forgets what is deleted, in this way only', () => {
    const origin = new Layered<number>();
    origin.set('a', 1);
    const fork = origin.fork();
    fork.delete('a');
    expect(fork.get('a')).toBeUndefined();
    expect([...fork.entries()]).toEqual([]);
    expect(origin.get('a')).toBe(1);
  });

  it('merges what any way changed', () => {
    const origin = new Layered<string>();
    for (const key of ['same', 'left', 'right', 'both']) origin.set(key, 'old');
    const left = origin.fork();
    const right = origin.fork();
    left.set('left', 'new');
    right.set('right', 'new');
    left.set('both', 'l');
    right.set('both', 'r');
    const joined: string[] = [];
    origin.merge([left, right], (values, key) => {
      joined.push(key);
      return values.join('|');
    });
    expect(new Set(joined)).toEqual(new Set(['left', 'right', 'both']));
    expect(origin.get('left')).toBe('new|old');
    expect(origin.get('both')).toBe('l|r');
    expect(origin.get('same')).toBe('old');
  });

  it('takes over a single way', () => {
    const origin = new Layered<string>();
    origin.set('a', 'old');
    const way = origin.fork();
    way.set('a', 'new');
    origin.merge([way], ([value]) => value);
    expect(origin.get('a')).toBe('new');
  });

  it('sees changes through many forks', () => {
    const origin = new Layered<number>();
    let way = origin;
    for (let index = 0; index < 200; index += 1) {
      way.set(`k${index}`, index);
      way = way.fork();
    }
    expect(way.get('k0')).toBe(0);
    expect(way.entries().size).toBe(200);
    const other = new Layered<number>();
    other.set('x', 1);
    origin.merge([way], ([value]) => value);
    expect(origin.get('k199')).toBe(199);
  });

  it('knows whether anything changed', () => {
    const origin = new Layered<number>();
    origin.set('a', 1);
    const fork = origin.fork();
    expect(fork.isSame(origin)).toBe(true);
    fork.set('a', 1);
    expect(fork.isSame(origin)).toBe(false);
  });
});
