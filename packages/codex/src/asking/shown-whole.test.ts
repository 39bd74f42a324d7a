import { describe, expect, it } from 'vitest';
import { isShownWhole } from './shown-whole.ts';

describe('a command in a prompt', () => {
  it.each([
    'npm publish',
    "git commit -m 'Ünïcode, 漢字, 👩‍👩‍👧 and it’s fine'",
    'cat <<EOF > x\n\tone\n\ttwo\nEOF',
    `echo ${'x'.repeat(990)}`,
    'a\n'.repeat(11),
  ])('is shown whole: %j', (command) => {
    expect(isShownWhole(command)).toBe(true);
  });

  it.each<[string, string]>([
    ['a cursor that goes back', 'rm -rf ~ #\r ls'],
    ['a line that is cleared', 'rm -rf ~\u001b[2K ls'],
    ['C1 controls', 'rm -rf ~\u009b2K ls'],
    ['a backspace', 'rm -rf ~\b\b'],
    ['a turned direction', 'ls # \u202e ~ fr- mr'],
    ['an isolate', 'ls \u2066x\u2069'],
    ['nothing wide', 'l\u200bs'],
    ['a soft hyphen', 'ls x\u00ady'],
    ['a mark of byte order', '\ufeffls'],
    ['letters of tags', 'ls \u{e0041}'],
    ['another end of line', 'ls \u2028 rm'],
    ['NUL', 'ls \0 rm'],
    ['more lines than a screen has', `ls${'\n'.repeat(12)}rm -rf ~`],
    ['more than a screen has', `ls ${' '.repeat(1000)}; rm -rf ~`],
    ['more tabs than a screen has', `ls ${'\t'.repeat(125)}; rm -rf ~`],
  ])('may hide a part behind %s', (_, command) => {
    expect(isShownWhole(command)).toBe(false);
  });
});
