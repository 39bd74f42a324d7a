import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';

const lines = (line: string) => linesOf(analyse(line, SURROUNDINGS));

describe('a terminal given to others', () => {
  it.each(['ttyd bash', 'ttyd -W -p 8080 bash -l', 'gotty -w sh', 'ttyd', 'sudo ttyd zsh'])(
    '%s runs what they type',
    (line) => {
      expect(lines(line)).toContain('unknown: remote-code');
    },
  );

  it.each([
    ['ttyd -p 8080 htop', 'net.listen host=0.0.0.0 port=8080'],
    ['ttyd rm x', 'file.delete file_path=x'],
    ['tmate -F', 'net.connect host=tmate upload=true'],
    ['tmate -S s new-session -d', 'net.connect host=tmate upload=true'],
    ['upterm host', 'net.connect host=upterm upload=true'],
  ])('%s', (line, expected) => {
    expect(lines(line)).toContain(expected);
  });

  it.each(['ttyd --version', 'gotty --help', 'tmate -V', 'upterm version', 'upterm session list'])(
    '%s gives none',
    (line) => {
      expect(lines(line).filter((each) => /^(?:net\.|unknown)/.test(each))).toEqual([]);
    },
  );
});
