import { describe, expect, it } from 'vitest';
import { FileTable } from './files.ts';

const text = (content: string) => ({ text: content, taint: {} });

describe('FileTable', () => {
  it('finds a file by any path to it', () => {
    const files = new FileTable();
    files.write('a/../b', '/p', text('x'));
    expect(files.stream('/p/b', undefined)?.text).toBe('x');
    expect(files.stream('./b', '/p')?.text).toBe('x');
    expect(files.stream('b', '/q')).toBeUndefined();
  });

  it('adds to a file', () => {
    const files = new FileTable();
    files.write('f', '/p', text('a'));
    files.write('f', '/p', text('b'), { append: true });
    expect(files.stream('f', '/p')?.text).toBe('ab');
  });

  it('keeps every content, as nobody knows which write came last', () => {
    const files = new FileTable();
    files.write('f', '/p', text('a'));
    files.write('f', '/p', { text: 'b', taint: { remote: 'h' } });
    expect(files.contents('f', '/p').map((content) => content.text)).toEqual(['a', 'b']);
    expect(files.stream('f', '/p')).toEqual({ taint: { remote: 'h' } });
  });

  it('keeps no more than it may', () => {
    const files = new FileTable();
    for (let index = 0; index < 50; index += 1) files.write('f', '/p', text(`${index}`));
    expect(files.contents('f', '/p').length).toBeLessThanOrEqual(8);
  });

  it('notices a file that is read before something from outside is written to it', () => {
    const files = new FileTable();
    files.stream('f', '/p');
    files.write('f', '/p', text('a'));
    expect(files.cycles).toBe(0);
    files.write('f', '/p', { taint: { remote: 'h' } });
    expect(files.cycles).toBe(1);
  });
});
