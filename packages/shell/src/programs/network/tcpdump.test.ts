import { describe, expect, it } from 'vitest';
import { told } from '../testing/told.ts';
import { TCPDUMP } from './tcpdump.ts';

const tcpdump = (...words: string[]) => told([TCPDUMP], 'tcpdump', ...words);

describe('tcpdump', () => {
  it.each([
    [['-r', '.env'], ['file.read file_path=.env']],
    [['-nnr.env'], ['file.read file_path=.env']],
    [['-V', 'list'], ['file.read file_path=list']],
    [['-F', '.env', 'port', '80'], ['file.read file_path=.env']],
    [['-i', 'eth0', '-w', '/etc/x'], ['file.write file_path=/etc/x']],
  ])('%j', (words, expected) => {
    expect(tcpdump(...words)).toEqual(expected);
  });

  it('runs the program of -z on the file it has written', () => {
    expect(tcpdump('-w', 'x', '-G', '1', '-z', 'rm')).toContain('file.delete file_path=x');
    expect(tcpdump('-wx', '-zrm')).toContain('file.delete file_path=x');
  });

  it.each([
    [['-D']],
    [['--version']],
    [['--help']],
    [['-i', 'any', '-c', '10', 'port', '443']],
    [['-w', '-', '-i', 'eth0']],
    // What stands behind an option is its value, not a file.
    [['-i', 'r', '-s', '0', 'host', 'w']],
  ])('%j touches no file', (words) => {
    expect(tcpdump(...words)).toEqual([]);
  });
});
