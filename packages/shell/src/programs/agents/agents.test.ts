import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';

/** What a line would do, besides the commands it runs. */
const told = (line: string): readonly string[] =>
  linesOf(analyse(line, SURROUNDINGS)).filter((each) => !/^(?:run|package) /.test(each));
const spawns = (line: string): readonly string[] =>
  told(line).filter((each) => each.startsWith('agent.spawn'));

describe('an agent that does not ask, or leaves its settings out', () => {
  it.each([
    'claude --dangerously-skip-permissions -p x',
    'claude -p x --permission-mode bypassPermissions',
    'claude --permission-mode=bypassPermissions',
    'claude --settings evil.json',
    'claude --settings=\'{"disableAllHooks":true}\' -p x',
    'claude --setting-sources "" -p x',
    'claude --bare -p x',
    'claude --safe-mode',
    'HOME=/tmp/x claude -p x',
    'env HOME=/tmp/x claude -p x',
    'export CLAUDE_CONFIG_DIR=/tmp/x; claude -p x',
    'CLAUDE_CODE_SIMPLE=1 claude',
    'npx @anthropic-ai/claude-code --dangerously-skip-permissions',
    'sudo -u me claude --dangerously-skip-permissions',
    'echo x | xargs claude --dangerously-skip-permissions -p',
    'codex exec --yolo x',
    'codex --dangerously-bypass-approvals-and-sandbox',
    'codex exec -s danger-full-access x',
    'codex -a never x',
    'codex exec -c features.hooks=false x',
    'codex --disable hooks exec x',
    'codex exec --ignore-rules x',
    'CODEX_HOME=/tmp/x codex exec x',
    'npx @openai/codex exec --yolo x',
    'copilot --allow-all-tools -p x',
    'copilot --yolo',
    'copilot -p x --allow-tool shell',
    'COPILOT_HOME=/tmp/x copilot -p x',
    'cursor-agent -f -p x',
    'cursor-agent --force x',
    'cursor-agent -pf x',
    'cline --yolo x',
    'cline --auto-approve true x',
    'cline --config /tmp/x x',
    'gemini --yolo -p x',
    'gemini -y',
    'gemini --approval-mode=yolo',
    'qwen -y x',
    'aider --yes -m x',
    'aider --yes-always',
    'opencode run --dangerously-skip-permissions x',
    'amp --dangerously-allow-all',
    'droid exec --skip-permissions-unsafe x',
    'crush --yolo',
    'cursor agent -p x --force',
    'agent --yolo x',
    'q chat --trust-all-tools',
    'kimi --yolo',
    'interpreter -y',
    'openhands --always-approve -t x',
  ])('%s', (line) => {
    expect(spawns(line)).toHaveLength(1);
    expect(spawns(line)[0]).toContain('unguarded=true');
  });
});

describe('an agent as its user set it up', () => {
  it.each([
    ['claude', 'agent.spawn type=claude-code'],
    ['claude -p "fix it"', 'agent.spawn type=claude-code prompt=fix it'],
    ['claude -c', 'agent.spawn type=claude-code'],
    ['claude --permission-mode plan -p x', 'agent.spawn type=claude-code prompt=x'],
    ['codex exec "fix it"', 'agent.spawn type=codex prompt=fix it'],
    ['codex exec --full-auto x', 'agent.spawn type=codex prompt=x'],
    ['copilot -p x', 'agent.spawn type=copilot prompt=x'],
    ['cursor-agent -p x', 'agent.spawn type=cursor prompt=x'],
    ['gemini -p x', 'agent.spawn type=gemini prompt=x'],
    ['aider -m x a.ts', 'agent.spawn type=aider prompt=x'],
    ['opencode run list', 'agent.spawn type=opencode prompt=list'],
    ['q chat', 'agent.spawn type=other'],
  ])('%s', (line, expected) => {
    expect(spawns(line)).toEqual([expected]);
  });
});

describe('no agent starts', () => {
  it.each([
    'claude --version',
    'claude -v',
    'claude --help',
    'claude mcp list',
    'claude doctor',
    'codex --help',
    'codex exec --help',
    'codex login status',
    'copilot --version',
    'copilot help',
    'copilot svc logs',
    'cursor-agent status',
    'gemini extensions list',
    'gemini mcp list',
    'cline version',
    'cursor .',
    'cursor --list-extensions',
    'agent status',
    'q --version',
    'q "SELECT * FROM x"',
    'q agent list',
    'opencode agent list',
    'amp threads list',
    'cline instance list',
    'aider --show-repo-map',
    'jules remote list',
    'cat claude',
    'echo claude --dangerously-skip-permissions',
    'git commit -m "claude --dangerously-skip-permissions"',
  ])('%s', (line) => {
    expect(spawns(line)).toEqual([]);
  });

  it.each([
    ['claude mcp add x -- npx evil', 'file.edit file_path=/home/u/.claude.json'],
    ['claude plugin disable agsec', 'file.edit file_path=/home/u/.claude/settings.json'],
    ['claude config set -g x y', 'file.edit file_path=/home/u/.claude/settings.json'],
    ['codex features disable hooks', 'file.edit file_path=/home/u/.codex/config.toml'],
    ['codex mcp add x -- npx evil', 'file.edit file_path=/home/u/.codex/config.toml'],
    ['gemini mcp add x', 'file.edit file_path=/home/u/.gemini/settings.json'],
  ])('%s changes its settings', (line, expected) => {
    expect(told(line)).toEqual([expected]);
  });

  it('an extension comes from where it is said to', () => {
    expect(told('gemini extensions install https://h/x')).toContain(
      'package.install manager=gemini packages=["https://h/x"] source=url',
    );
    expect(told('gemini extensions list')).toEqual([]);
  });

  it('prints what signs in', () => {
    expect(told('claude setup-token')).toContain('secret.read kind=access-token');
    expect(told('claude auth status')).toEqual([]);
  });

  it('but AWS Copilot is told apart from the agent of this name', () => {
    expect(told('copilot app delete')).toEqual([
      'infra.execute tool=copilot verb=app delete severity=irreversible destructive=true',
    ]);
    expect(told('copilot svc logs')).toEqual([
      'infra.execute tool=copilot verb=svc logs severity=read',
    ]);
  });
});
