import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agsec, ownProgram } from '../harness/agsec.ts';
import { installByOwnNode } from '../harness/replay/install-agent.ts';
import { type InstalledAgent, packedAgents } from '../harness/replay/packed-agents.ts';
import type { Input } from '../harness/replay/run-command.ts';
import { createWorld, type World } from '../harness/run-claude.ts';

// One table for every agent the packed `agsec` knows: what its installed hook says, started exactly as
// the agent's own files have it.

const REVIEW = `version: "1.0"
statements:
  - sid: ReviewTouch
    effect: review
    actions: [command.run]
    conditions: { params.name: touch }
    reason: Touching needs a person
`;

const agents = await packedAgents();

describe('the table of agents', () => {
  it('is that of the command line', () => {
    const world = createWorld();
    try {
      agsec(world, 'init');
      const { agents: known } = JSON.parse(agsec(world, 'status', '--json'));
      const names = known.map(({ agent }: { readonly agent: string }) => agent);
      expect(agents.map(({ id }) => id).sort()).toEqual(names.sort());
      expect(agents.length).toBeGreaterThan(0);
    } finally {
      world.dispose();
    }
  });
});

describe.each(agents.map((agent) => [agent.id, agent] as const))('%s', (id, packed) => {
  let world: World;
  let agent: InstalledAgent;
  let node: string;

  beforeAll(() => {
    world = createWorld();
    node = installByOwnNode(world, id);
    world.write('home/.agsec/policies/50_review.yaml', REVIEW);
    world.write('project/.env', 'TOKEN=tok-0123456789abcdef');
    agent = packed.at(world);
  });
  afterAll(() => world.dispose());

  /** What the agent makes of its hook's answer to a shell command. */
  const shell = (line: string) => agent.ask(agent.shellCall(line));

  it('is installed into an empty home by the program of its own package', () => {
    const empty = createWorld();
    try {
      expect(ownProgram(empty, id, 'install')).toMatchObject({ status: 0, stderr: '' });
      expect(packed.at(empty).hooks.length).toBeGreaterThan(0);
      expect(ownProgram(empty, id, 'instal')).toMatchObject({ status: 2 });
    } finally {
      empty.dispose();
    }
  });

  it('has a hook that can be started', () => {
    expect(agent.hooks.length).toBeGreaterThan(0);
  });

  it.each([
    ['a delete', 'rm -rf src', 'BlockFileDelete'],
    ['a secret', 'cat .env', 'BlockEnvAccess'],
    ['a force push', 'git push --force origin main', 'BlockForcePush'],
    ['a disguise', `r''m -rf src`, 'BlockFileDelete'],
  ])('denies %s, and tells the model why', async (_, line, sid) => {
    const { denied, text, timedOut } = await shell(line);
    expect({ denied, timedOut }).toEqual({ denied: true, timedOut: false });
    expect(text).toContain(sid);
    expect(text).not.toContain('tok-0123456789abcdef');
  });

  it.each(['ls', 'echo "rm -rf /"', 'cat .env.example', 'git status'])(
    'allows %s',
    async (line) => {
      expect(await shell(line)).toMatchObject({ denied: false, timedOut: false });
    },
  );

  it('denies what needs a person, under an id a person can approve', async () => {
    const { denied, text } = await shell('touch x');
    expect(denied).toBe(true);
    expect(text).toMatch(/agsec approve [a-z0-9]+/);
  });

  const garbage: readonly (readonly [string, Input])[] = [
    ['nothing', ''],
    ['text', 'garbage'],
    ['half a document', '{"tool_name": "'],
    ['another document', '[1, 2]'],
    [
      'an event nobody knows',
      '{"hook_event_name":"BeforeEverything","hookName":"BeforeEverything"}',
    ],
    ['what is not UTF-8', Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d)],
  ];
  it.each(garbage)('denies garbage: %s', async (_, stdin) => {
    for (const hook of agent.hooks) {
      const answer = await agent.ask(stdin, hook);
      expect(answer, hook.hook).toMatchObject({ denied: true, timedOut: false });
    }
  });

  it('denies a call that does not end, before the agent’s own timeout', async () => {
    const answer = await agent.ask({ neverEnding: '{"half": ' });
    expect(answer).toMatchObject({ denied: true, timedOut: false });
  });

  const crashes: readonly (readonly [string, string])[] = [
    ['throws', 'throw new Error("x")'],
    ['is no JavaScript', '{'],
    ['ends with status 1', 'process.exit(1)'],
    ['is killed', 'process.kill(process.pid, 9)'],
    ['is stopped', 'process.kill(process.pid, "SIGSTOP")'],
  ];
  it.each(crashes)('denies when the hook %s', async (_, program) => {
    const before = readFileSync(agent.loader, 'utf8');
    writeFileSync(agent.loader, program);
    try {
      expect(await shell('ls')).toMatchObject({ denied: true, timedOut: false });
    } finally {
      writeFileSync(agent.loader, before);
    }
  });

  it('denies when the hook is gone', async () => {
    const before = readFileSync(agent.loader, 'utf8');
    rmSync(agent.loader);
    try {
      expect(await shell('ls')).toMatchObject({ denied: true, timedOut: false });
    } finally {
      writeFileSync(agent.loader, before);
    }
  });

  it('denies when its node is gone', async () => {
    const away = `${node}.away`;
    renameSync(node, away);
    try {
      expect(await shell('ls')).toMatchObject({ denied: true, timedOut: false });
    } finally {
      renameSync(away, node);
    }
    expect(await shell('ls')).toMatchObject({ denied: false });
  });

  it('writes a log that verifies', () => {
    expect(agsec(world, 'audit', 'verify')).toContain('ok');
    expect(agsec(world, 'audit', '--json')).toContain(`"agent":"${id}"`);
  });
});
