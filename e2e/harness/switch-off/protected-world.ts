import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SwitchOffTargets } from '@agsec/runtime/testing';
import { agsec } from '../agsec.ts';
import { packedAgents } from '../replay/packed-agents.ts';
import type { World } from '../run-claude.ts';
import type { SwitchOffClient } from './client.ts';

/** Allows everything but one command, so that nothing but self-protection can object to an attack. */
const POLICY = `version: "1.0"
default: allow
statements:
  - sid: StopCanary
    effect: deny
    actions: [command.run]
    conditions: { params.name: canary }
`;

export type ProtectedWorld = {
  readonly world: World;
  readonly targets: SwitchOffTargets & { readonly grant: string };
};

/** A world with agsec in a client's files, a log that holds a record and is sealed, and a project. */
export async function protectedWorld(client: SwitchOffClient): Promise<ProtectedWorld> {
  const world = client.createWorld();
  fillProject(world);
  world.write('home/.agsec/policies/test.yaml', POLICY);
  await client.install(world);
  const packed = (await packedAgents()).find(({ id }) => id === client.agent);
  const agent = packed?.at(world);
  const hookFile = agent?.hooks[0]?.file;
  if (agent === undefined || hookFile === undefined) throw new Error(`${client.agent} has no hook`);
  await agent.ask(agent.shellCall('echo first'));
  agsec(world, 'audit', 'seal', '--today');
  const state = join(world.home, '.agsec');
  const targets = {
    'hook file': hookFile,
    policy: join(state, 'policies/test.yaml'),
    program: agent.loader,
    log: onlyLog(join(state, 'audit')),
    policies: join(state, 'policies'),
    programs: join(state, 'bin'),
    state,
    grant: join(state, `grants/${'0'.repeat(64)}.answer`),
  };
  return { world, targets };
}

/** What the routes find in a project. */
export function fillProject(world: Pick<World, 'write'>): void {
  for (const name of ['evil', 'evil-too', 'out/evil']) world.write(`project/${name}`, '{}\n');
  world.write('project/sub/file.txt', '{}\n');
  world.write('project/empty/.keep', '');
}

/** Removes a world, also what a call has locked. */
export function removeWorld(world: World): void {
  execFileSync('chmod', ['-R', 'u+rwX', world.project]);
  world.dispose();
}

/** Text of a file; empty if it is not there. */
export function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function onlyLog(folder: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const [log, ...more] = names.filter((name) => name.endsWith('.jsonl'));
  if (log === undefined || more.length > 0) throw new Error(`one log, not ${names.join(', ')}`);
  return join(folder, log);
}
