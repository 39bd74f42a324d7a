import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';

const lines = (line: string) => linesOf(analyse(line, SURROUNDINGS)).join('\n');

describe('mosh', () => {
  it.each([
    `mosh --ssh='ssh -o ProxyCommand="rm -rf /x"' host -- ls`,
    "mosh --ssh 'rm -rf /x;' host",
    'mosh host -- rm -rf /x',
    'mosh -a host rm -rf /x',
    "mosh --server='rm -rf /x; mosh-server' host",
  ])('%s', (line) => {
    expect(lines(line)).toContain('file.delete file_path=/x recursive=true');
  });

  it.each(['mosh host', 'mosh --ssh="ssh -p 2222" u@host', 'mosh -p 60001 host -- tmux a'])(
    '%s only connects',
    (line) => {
      expect(lines(line)).toContain('net.connect host=host');
      expect(lines(line)).not.toMatch(/file\.|upload=true|unknown/);
    },
  );

  it('tells its version', () => {
    expect(lines('mosh --version')).toBe('');
  });
});
