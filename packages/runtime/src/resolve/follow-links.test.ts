import type { Action } from '@agsec/core';
import { describe, expect, it } from 'vitest';
import { formsOf } from './action-values.ts';
import { followLinks } from './follow-links.ts';

const action = (name: string, params: Action['params']): Action => ({
  name,
  params,
  origin: 'derived',
  unknown: [],
});
const link = (path: string, to: string): Action => action('file.link', { file_path: path, to });
const formsAfter = (path: string, ...links: readonly Action[]): readonly string[] => {
  const written = followLinks([...links, action('file.write', { file_path: path })]).at(-1);
  return written === undefined ? [] : formsOf(written, 'file_path');
};

describe('links a call makes', () => {
  it('lead what goes through them to where they point', () => {
    expect(formsAfter('/w/c/x', link('/w/c', '/h/.claude'))).toEqual(['/w/c/x', '/h/.claude/x']);
    expect(formsAfter('/w/c', link('/w/c', '/h/.claude'))).toEqual(['/w/c', '/h/.claude']);
  });

  it('are followed one after the other, and not for ever', () => {
    expect(formsAfter('/w/b/x', link('/w/a', '/h'), link('/w/b', '/w/a'))).toEqual([
      '/w/b/x',
      '/w/a/x',
      '/h/x',
    ]);
    expect(formsAfter('/a/x', link('/a', '/b'), link('/b', '/a'))).toEqual(['/a/x', '/b/x']);
    expect(formsAfter('/a/x', link('/a', '/a/a')).length).toBeLessThan(12);
  });

  it('leave other paths and other calls as they are', () => {
    expect(formsAfter('/w/cc/x', link('/w/c', '/h'))).toEqual(['/w/cc/x']);
    const actions = [action('file.write', { file_path: '/w/x' })];
    expect(followLinks(actions)).toBe(actions);
  });

  it('make a path unknown that they lead to more places than are kept', () => {
    const many = Array.from({ length: 200 }, (_, index) => link('/c', `/c/${index}`));
    const [written] = followLinks([action('file.write', { file_path: '/c/x' }), ...many]);
    expect(written?.unknown).toEqual(['file_path']);
  });

  it('keep all places the same link may point to', () => {
    expect(formsAfter('/w/c/x', link('/w/c', '/a'), link('/w/c', '/b'))).toEqual([
      '/w/c/x',
      '/a/x',
      '/b/x',
    ]);
  });
});
