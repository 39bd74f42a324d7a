import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { directChunks, nodeDisk } from '@agsec/runtime';
import { describe, expect, it } from 'vitest';
import { ATTACKS } from './__fixtures__/attacks.ts';
import { DAILY_COMMANDS } from './__fixtures__/daily-commands.ts';
import { INLINE_CODE } from './__fixtures__/inline-code.ts';
import { Decider } from './engine/decider.ts';
import { eventOf } from './engine/request.ts';
import { listPacks } from './packs/packs.ts';

/** Every pack that comes with agsec, as `init` copies them. */
function decider(): Decider {
  const folder = mkdtempSync(join(tmpdir(), 'agsec-policies-'));
  for (const { files } of listPacks())
    for (const { name, text } of files) writeFileSync(join(folder, name), text);
  return new Decider(
    {
      home: '/home/test',
      user: 'test',
      os: 'linux',
      agsecHome: mkdtempSync(join(tmpdir(), 'agsec-home-')),
      node: process.execPath,
      root: '/nonexistent',
      disk: nodeDisk(),
      chunks: directChunks,
      now: Date.now,
      version: 'test',
    },
    folder,
  );
}

/** A project as agents find them: what a glob names is looked up on disk. */
function project(): string {
  const folder = mkdtempSync(join(tmpdir(), 'agsec-project-'));
  writeFileSync(join(folder, '.env'), 'TOKEN=1\n');
  writeFileSync(join(folder, '.env.example'), 'TOKEN=\n');
  return folder;
}

const policies = decider();
const workspace = project();

function decide(command: string): string {
  const context = {
    agent: 'claude-code',
    cwd: workspace,
    home: '/home/test',
    workspace_roots: [workspace],
  };
  const { decision } = policies.decide(eventOf('bash.execute', { command }, context));
  const by = decision.statement?.sid ?? decision.matched_by;
  return decision.effect === 'allow' ? 'allow' : `${decision.effect} by ${by}: ${decision.reason}`;
}

describe('the default policies let daily work pass', () => {
  it.each(DAILY_COMMANDS)('%s', (command) => {
    expect(decide(command)).toBe('allow');
  });
});

describe.each(Object.entries(ATTACKS))('the default policies stop %s', (_family, commands) => {
  it.each(commands)('%s', (command) => {
    expect(decide(command)).toMatch(/^(?:deny|review) by/);
  });
});

describe.each(Object.entries(INLINE_CODE))('the default policies and %s', (_name, rows) => {
  it.each(rows.attacks)('stop %s', (command) => {
    expect(decide(command)).toMatch(/^(?:deny|review) by/);
  });

  it.each(rows.lookAlikes)('let pass %s', (command) => {
    expect(decide(command)).toBe('allow');
  });
});

describe('the default policies ask about a template over the secrets that are there', () => {
  it.each(['cp .env.example .env', 'cat .env.example > .env.local && mv .env.local .env'])(
    '%s',
    (command) => expect(decide(command)).toMatch(/^(?:deny|review) by/),
  );
});

describe('the default policies judge a line that ends inside a quote', () => {
  const line = 'echo "one; rm two';
  const effectFor = (agent: string, command: string) =>
    policies.decide(
      eventOf(
        'bash.execute',
        { command },
        { agent, cwd: workspace, home: '/home/test', workspace_roots: [workspace] },
      ),
    ).decision.effect;

  it.each([
    ['claude-code', 'allow'],
    ['codex', 'allow'],
    ['copilot', 'review'],
    ['cline', 'review'],
    ['cursor', 'review'],
    ['windsurf', 'review'],
  ])('%s: %s', (agent, effect) => {
    expect(effectFor(agent, line)).toBe(effect);
  });

  it('and still what its finished lines do', () => {
    expect(effectFor('claude-code', `rm -rf src\n${line}`)).toBe('deny');
  });
});

describe('the default policies judge what file tools write', () => {
  const write = (path: string) =>
    policies.decide(
      eventOf(
        'file.write',
        { file_path: join(workspace, path), content: 'x' },
        { agent: 'claude-code', cwd: workspace, workspace_roots: [workspace] },
      ),
    ).decision.effect;

  it.each([
    ['.git/hooks/pre-commit', 'review'],
    ['.git/config', 'review'],
    ['.git/info/exclude', 'allow'],
    ['.github/workflows/ci.yml', 'allow'],
    ['.env', 'deny'],
    ['.env.example', 'allow'],
  ])('%s: %s', (path, effect) => {
    expect(write(path)).toBe(effect);
  });
});
