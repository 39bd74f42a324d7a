import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';

const lines = (line: string) => linesOf(analyse(line, SURROUNDINGS)).join('\n');

describe('what is typed into whatever window there is', () => {
  it.each([
    "xdotool type 'rm -rf /x'",
    "xdotool type --delay 5 --window 7 'rm -rf /x'",
    'xdotool key ctrl+alt+t sleep 1 type rm\\ -rf\\ /x',
    "xdotool type --file - <<< 'rm -rf /x'",
    "ydotool type -d 5 'rm -rf /x'",
    "wtype -d 5 'rm -rf /x'",
    'xdotool exec --sync rm -rf /x',
  ])('%s', (line) => {
    expect(lines(line)).toContain('file.delete file_path=/x recursive=true');
  });

  it.each([
    'xdotool type "hello world"',
    'xdotool key Return',
    'xdotool search --name rm windowactivate',
    'xdotool mousemove 1 2 click 1',
    'xdotool --help',
    'wtype -k Return',
  ])('%s deletes nothing', (line) => {
    expect(lines(line)).not.toMatch(/file\.|unknown/);
  });
});
