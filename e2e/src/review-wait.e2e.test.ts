import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { agsec, protect } from '../harness/agsec.ts';
import { agsecAtTerminal } from '../harness/replay/at-terminal.ts';
import { packedAgents } from '../harness/replay/packed-agents.ts';
import { createWorld, runClaude, type World } from '../harness/run-claude.ts';

const REVIEW = `version: "1.0"
statements:
  - sid: ReviewTouch
    effect: review
    actions: [command.run]
    conditions: { params.name: touch }
    reason: Touching needs a person
`;

let world: World;
beforeEach(() => {
  world = createWorld();
});
afterEach(() => world.dispose());

/** An agent whose calls wait `seconds` for a person. */
function protectedBy(agent: string, seconds: number): void {
  protect(world, agent);
  world.write('home/.agsec/policies/50_review.yaml', REVIEW);
  world.write('home/.agsec/config.yaml', `review: { native: never, wait: ${seconds} }\n`);
  agsec(world, 'install', agent);
}

/** The id of the call that begins to wait. */
async function waiting(): Promise<string> {
  for (;;) {
    const { requests } = JSON.parse(agsec(world, 'review', '--json'));
    if (requests.length > 0) return requests[0].id;
    await setTimeout(100);
  }
}

const approve = async (): Promise<unknown> => agsecAtTerminal(world, 'approve', await waiting());
const refuse = async (): Promise<unknown> =>
  agsec(world, 'deny', await waiting(), '--because', 'no');

describe('a call of Claude Code that waits', () => {
  const touch = async (person: () => Promise<unknown>) => {
    const call = { tool: 'Bash', input: { command: 'touch made.txt' } };
    const script = { turns: [[call], [{ text: 'done' }]] };
    const [result] = await Promise.all([runClaude({ world, script }), person()]);
    expect(result.client?.timedOut).toBe(false);
    return { told: result.toolResults[0], isMade: existsSync(join(world.project, 'made.txt')) };
  };

  it('passes when a person approves it meanwhile', async () => {
    protectedBy('claude-code', 20);
    const { told, isMade } = await touch(approve);
    expect(told).toMatchObject({ isError: false });
    expect(isMade).toBe(true);
  });

  it('is denied when they refuse it', async () => {
    protectedBy('claude-code', 20);
    const { told, isMade } = await touch(refuse);
    expect(told).toMatchObject({
      isError: true,
      text: expect.stringContaining('refused this call'),
    });
    expect(isMade).toBe(false);
  });

  it('is denied with its id when nobody answers', async () => {
    protectedBy('claude-code', 1);
    const { told, isMade } = await touch(async () => undefined);
    expect(told).toMatchObject({ isError: true, text: expect.stringContaining('agsec approve') });
    expect(isMade).toBe(false);
  });
});

// Claude Code is above, and the hook of Windsurf waits too short for a person at a terminal.
const replayed = (await packedAgents()).filter(({ id }) => !/^(claude-code|windsurf)$/.test(id));

describe.each(replayed)('a call of $id that waits', ({ id, at }) => {
  it('passes when a person approves it meanwhile, and not when they refuse it', async () => {
    protectedBy(id, 20);
    const agent = at(world);
    const touch = () => agent.ask(agent.shellCall('touch made.txt'));
    const [approved] = await Promise.all([touch(), approve()]);
    expect(approved).toMatchObject({ denied: false, timedOut: false });
    const [refused] = await Promise.all([touch(), refuse()]);
    expect(refused).toMatchObject({ denied: true, timedOut: false });
    expect(refused.text).toContain('refused this call');
  });
});
