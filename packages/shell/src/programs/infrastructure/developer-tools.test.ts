import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';

const lines = (line: string) => linesOf(analyse(line, SURROUNDINGS));

describe('tools of developers', () => {
  it.each([
    ['tea repos delete x', 'irreversible'],
    ['tea -y releases rm v1', 'destroy'],
    ['kamal remove -y', 'irreversible'],
    ['kamal -d staging app remove', 'destroy'],
    ['kamal accessory remove all', 'irreversible'],
    ['ollama rm x', 'destroy'],
    ['conan remove "*" -c', 'destroy'],
    ['conan remove x -r mine', 'irreversible'],
    ['atuin history prune', 'destroy'],
    ['atuin search --delete-it-all', 'irreversible'],
    ['atuin account delete', 'irreversible'],
    ['chezmoi --force purge', 'irreversible'],
    ['llm collections delete x', 'destroy'],
  ])('%s', (line, severity) => {
    expect(lines(line).join()).toContain(`destructive=true severity=${severity}`);
  });

  it.each([
    'tea repos list',
    'tea pulls checkout 3',
    'kamal app logs',
    'kamal config',
    'ollama run x "rm -rf / delete"',
    'ollama list',
    'conan remove --help',
    'conan install .',
    'atuin search delete',
    'chezmoi diff',
    'chezmoi purge --dry-run',
    'llm "delete everything"',
    'llm keys list',
  ])('%s destroys nothing', (line) => {
    expect(lines(line).join()).not.toMatch(/destructive=true|secret\.read/);
  });

  it.each(['llm keys get openai', 'kamal secrets print', 'atuin key'])(
    '%s shows a secret',
    (line) => {
      expect(lines(line).join()).toContain('secret.read');
    },
  );

  it('run what they are given', () => {
    expect(lines("kamal app exec 'rm -rf /x'").join()).toContain('file.delete');
    expect(lines('ollama launch claude --dangerously-skip-permissions').join()).toContain(
      'agent.spawn',
    );
  });
});
