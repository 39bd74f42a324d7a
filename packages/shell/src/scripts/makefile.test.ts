import { describe, expect, it } from 'vitest';
import { makeRecipe } from './makefile.ts';

describe('a makefile target', () => {
  it('runs its prerequisites first, then its own lines without make prefixes', () => {
    const text =
      'all: clean build\nclean:\n\t@rm -rf out\nbuild: clean\n\t-cc main.c; strip a.out\n';
    expect(makeRecipe(text, 'all')).toEqual({
      lines: ['rm -rf out', 'cc main.c; strip a.out'],
      complete: true,
    });
  });

  it('fills in what the file assigns, and leaves the rest to be unknown', () => {
    const other = '$' + '{OTHER}';
    const text = `OUT := dist # build output\nclean:\n\trm -rf $(OUT) ${other} $$HOME $@\n`;
    expect(makeRecipe(text, 'clean')?.lines).toEqual(['rm -rf dist "$AGSEC_UNKNOWN" $HOME clean']);
  });

  it('shows what make itself would hand to a shell', () => {
    expect(makeRecipe('x:\n\techo $(shell rm -rf ~)\n', 'x')?.lines).toEqual(['echo $(rm -rf ~)']);
  });

  it('takes the first target when none is named, and recipes on the rule line', () => {
    expect(makeRecipe('.PHONY: a\na: b ; one; two\nb:\n\tzero\n', '')?.lines).toEqual([
      'zero',
      'one; two',
    ]);
  });

  it.each([
    ['an included file', 'include other.mk\nx:\n\ttrue\n'],
    ['a pattern rule', '%.o: %.c\n\tcc\nx:\n\ttrue\n'],
    ['a condition', 'ifdef A\nendif\nx:\n\ttrue\n'],
    ['a variable that runs a command', 'V := $(shell id)\nx:\n\ttrue\n'],
    ['another shell', 'SHELL = python3\nx:\n\ttrue\n'],
  ])('is not read to the end with %s', (_, text) => {
    expect(makeRecipe(text, 'x')).toEqual({ lines: ['true'], complete: false });
  });

  it('is nothing for a target that is not there, and ends on a circle', () => {
    expect(makeRecipe('x:\n\ttrue\n', 'y')).toBeUndefined();
    expect(makeRecipe('x: y\n\tone\ny: x\n\ttwo\n', 'x')?.lines).toEqual(['two', 'one']);
  });
});
