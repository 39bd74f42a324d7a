import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';

const lines = (line: string) => linesOf(analyse(line, SURROUNDINGS));

describe('fzf', () => {
  it.each([
    "fzf --bind 'enter:execute(rm x)'",
    "fzf --bind='ctrl-d:execute-silent[rm x]+reload(ls)'",
    "fzf --bind 'enter:become:rm x'",
    "fzf --bind 'a:up,b:down+execute~rm x~'",
    "fzf --bind 'change:reload:sleep 1; rm x'",
    "fzf --bind 'start:transform(echo $(rm x))'",
    "fzf --preview 'rm x'",
    "fzf --preview='cat {}; rm x' --height 40%",
    "sk -c 'rm x'",
    'FZF_DEFAULT_COMMAND="rm x" fzf',
    "echo x | fzf --preview 'rm {}'",
    'echo x | fzf --bind \'enter:execute(rm -f "{}")\'',
    "echo x | fzf --bind 'enter:execute:rm {+}'",
    'echo x | fzf | xargs rm',
  ])('%s deletes', (line) => {
    expect(lines(line)).toContain('file.delete file_path=x');
  });

  it('deletes what is chosen', () => {
    expect(lines("fzf --bind 'enter:execute(rm {})'")).toContain(
      'file.delete file_path=* ?file_path',
    );
    expect(lines("printf '.env\\n' | fzf --preview 'cat {}'")).toContain(
      'file.read file_path=.env',
    );
  });

  it.each([
    'fzf',
    'fzf --version',
    "fzf --preview 'head -50 {}' --preview-window right:60%",
    "fzf --bind 'ctrl-a:select-all,ctrl-d:deselect-all'",
    "fzf --bind 'ctrl-/:toggle-preview'",
    "fzf --prompt 'rm> ' --header 'execute(rm x)'",
    "fzf --filter 'rm x'",
    "fzf --query rm --bind 'enter:accept'",
    String.raw`fzf --bind 'focus:transform-header:file\ {}'`,
    'ls | fzf -m --multi=3',
  ])('%s deletes nothing', (line) => {
    expect(lines(line).filter((each) => /^(?:file\.delete|unknown)/.test(each))).toEqual([]);
  });

  it('prints set-up that may be evaluated', () => {
    for (const line of ['eval "$(fzf --bash)"', 'source <(fzf --zsh)'])
      expect(lines(line).filter((each) => each.startsWith('unknown'))).toEqual([]);
  });
});
