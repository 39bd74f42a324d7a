import { describe, expect, it } from 'vitest';
import { showPathsIn } from './show-path.ts';

describe('paths in a text', () => {
  const shown = (home: string, text: string) => showPathsIn({ environment: { HOME: home } }, text);

  it('are shortened below the home folder, and only there', () => {
    expect(shown('/home/u', '/home/u/.agsec and /home/u/x.c are there')).toBe(
      '~/.agsec and ~/x.c are there',
    );
    expect(shown('/home/u', "cat '/home/u/a b'")).toBe("cat '~/a b'");
    expect(shown('/u', '/home/u/x /mnt./u/x ../u/x /ux/y')).toBe(
      '/home/u/x /mnt./u/x ../u/x /ux/y',
    );
    expect(shown('/h.+/u', '/h.+/u/x /hxx/u/x')).toBe('~/x /hxx/u/x');
    expect(shown('/', '/etc/x')).toBe('/etc/x');
  });
});
