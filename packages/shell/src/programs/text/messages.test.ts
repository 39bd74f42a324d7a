import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';

const lines = (line: string) => linesOf(analyse(line, SURROUNDINGS));

describe('programs that show or print a file', () => {
  it.each([
    'wall .env',
    'lolcat .env',
    'qrencode -r .env',
    'logger -f .env',
    'say -f .env',
    'espeak -f .env',
    'lp .env',
    'lp -d p -n 2 .env',
    'lpr -P p .env',
  ])('%s', (line) => {
    expect(lines(line)).toContain('file.read file_path=.env');
  });

  it('print on whatever machine the printer is', () => {
    expect(lines('lp -h printer .env')).toContainEqual(
      expect.stringMatching(/^secret\.send .*host=printer/),
    );
    expect(lines('cat .env | lpr')).toContainEqual(expect.stringMatching(/^secret\.send/));
    expect(lines('lpr -r x.pdf')).toContain('file.delete file_path=x.pdf');
  });

  it.each(['logger started', 'say done', 'wall --help', 'qrencode -o a.png hello'])(
    '%s reads no file',
    (line) => {
      expect(lines(line).filter((each) => each.startsWith('file.read'))).toEqual([]);
    },
  );
});
