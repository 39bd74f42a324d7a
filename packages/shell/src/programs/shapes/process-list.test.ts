import { describe, expect, it } from 'vitest';
import { chosenBy, processPattern } from './process-list.ts';

describe('the processes a pattern chooses', () => {
  it.each([
    ['ags.c', 'agsec'],
    ['ag.*c', 'agsec'],
    ['a[g]sec', 'agsec'],
    ['[a-b]gsec', 'agsec'],
    ['[]a]gsec', 'agsec'],
    ['[[:alpha:]]gsec', 'agsec'],
    ['\\<agsec\\>', 'agsec'],
    ['AGSEC', 'agsec'],
    ['vite|ags?ec', 'agsec'],
    ['a++gsec', 'agsec'],
    ['clau.e', 'claude'],
    ['clau', 'claude'],
    ['c.d.x', 'codex'],
    // What takes too many steps to try is taken to fit.
    ['(a+)+(g+)+x', 'agsec'],
    ['a*b*c*d*e*f*g*h', 'agsec'],
  ])('%s: %s', (pattern, name) => {
    expect(chosenBy(pattern)).toBe(name);
  });

  it.each([
    'vite --port 5173',
    'next dev',
    'node dist/.*\\.js',
    'jest|vitest',
    'next.*(dev|start)',
    '[u]vicorn',
    '[',
    '*.js',
    '',
    '.',
  ])('%s is no agent', (pattern) => {
    expect(chosenBy(pattern)).toBe(processPattern(pattern));
  });

  it('as a whole name', () => {
    expect(chosenBy('clau', true)).toBe('clau');
    expect(chosenBy('clau.*', true)).toBe('claude');
  });
});
