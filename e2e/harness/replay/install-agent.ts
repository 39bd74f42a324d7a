import { execFileSync } from 'node:child_process';
import { copyFileSync, linkSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { agsecProgram } from '../packed.ts';
import type { World } from '../run-claude.ts';

/** A protected world whose hooks are started by a node of its own, which a test can take away. Gives its path. */
export function installByOwnNode(world: World, agent: string): string {
  const node = join(world.root, 'node');
  try {
    linkSync(process.execPath, node);
  } catch {
    // Another disk, or one without hard links.
    copyFileSync(process.execPath, node);
  }
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: world.home, NO_COLOR: '1' };
  for (const words of [['init'], ['install', agent]]) {
    execFileSync(node, [agsecProgram(), ...words], { cwd: world.project, env, stdio: 'ignore' });
  }
  return node;
}

/** What can go wrong with an installed hook, by name. */
export const BREAKAGES: { readonly [name: string]: (world: World, agent: string) => void } = {
  'the loader is gone': (world, agent) => rmSync(loaderOf(world, agent)),
  'the bundles are gone': (world, agent) => {
    const bin = join(world.home, '.agsec/bin');
    for (const name of readdirSync(bin).filter((each) => each.startsWith(`${agent}-`))) {
      rmSync(join(bin, name), { recursive: true });
    }
  },
  'the loader is no JavaScript': (world, agent) => replaceLoader(world, agent, '{'),
  'the hook throws': (world, agent) => replaceLoader(world, agent, 'throw new Error("x")'),
  'the hook ends with status 1': (world, agent) => replaceLoader(world, agent, 'process.exit(1)'),
  'the hook kills itself': (world, agent) =>
    replaceLoader(world, agent, 'process.kill(process.pid, 9)'),
  'the hook is stopped': (world, agent) =>
    replaceLoader(world, agent, 'process.kill(process.pid, "SIGSTOP")'),
  'the state folder is gone': (world) =>
    rmSync(join(world.home, '.agsec'), { recursive: true, force: true }),
};

/** Puts a program of one's own in the place of an agent's hook. */
export function replaceLoader(world: World, agent: string, text: string): void {
  writeFileSync(loaderOf(world, agent), text);
}

function loaderOf(world: World, agent: string): string {
  return join(world.home, '.agsec/bin', `${agent}.cjs`);
}
