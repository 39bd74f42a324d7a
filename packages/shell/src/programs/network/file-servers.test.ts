import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';

const lines = (line: string) => linesOf(analyse(line, SURROUNDINGS));

describe('a server of files', () => {
  it.each([
    'serve /home/u/.ssh',
    'npx serve -l 5000 /home/u/.ssh',
    'npx http-server /home/u/.ssh -p 80',
    'miniserve --hidden /home/u/.ssh',
    'php -S 0.0.0.0:8000 -t /home/u/.ssh',
  ])('%s', (line) => {
    expect(lines(line)).toContain('file.read file_path=/home/u/.ssh recursive=true');
  });

  it('serves the folder it runs in, unless another is named', () => {
    expect(lines('serve -s -l 3000')).toEqual([
      'file.read file_path=. recursive=true',
      'net.listen port=3000',
    ]);
    expect(lines('serve dist')).toContain('file.read file_path=dist recursive=true');
    expect(lines('serve --version')).toEqual([]);
  });
});
