import { spawnSync } from 'node:child_process';
import { keptWorld } from './kept-world.ts';
import { agsecProgram, installedBin } from './packed.ts';
import type { World } from './run-claude.ts';
import type { Command } from './sandbox.ts';

/** Environment of the person's own terminal in a world. */
function personEnvironment(world: World): { readonly [name: string]: string } {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: world.home, NO_COLOR: '1' };
}

/** An `agsec` command line, to be run inside a sandbox. */
export function agsecCommand(world: World, ...args: readonly string[]): Command {
  return {
    argv: [process.execPath, agsecProgram(), ...args],
    cwd: world.project,
    env: personEnvironment(world),
  };
}

/** Runs `agsec` in a world. Throws with its output when it ends with another status. */
export function agsec(world: World, ...args: readonly string[]): string {
  const { argv, cwd, env } = agsecCommand(world, ...args);
  const [program = '', ...rest] = argv;
  const result = spawnSync(program, rest, { cwd, env, encoding: 'utf8', timeout: 60_000 });
  if (result.status !== 0)
    throw new Error(`agsec ${args.join(' ')}: ${result.status}\n${result.stdout}${result.stderr}`);
  return result.stdout;
}

/** Runs the program of an agent's own package (`npx @agsec/codex install`) in a world. */
export function ownProgram(world: World, agent: string, ...args: readonly string[]) {
  const options = { cwd: world.project, env: personEnvironment(world), timeout: 60_000 };
  const program = installedBin(`agsec-${agent}`);
  return spawnSync(program, args, { ...options, encoding: 'utf8' });
}

/** How a world is protected, where not by the defaults. */
export type Protection = { readonly observe?: true; readonly scope?: 'project' };

/** The words of `agsec init` for a protection. */
export function initWords({ observe }: Protection): readonly string[] {
  return observe ? ['init', '--observe'] : ['init'];
}

/** A world with the default policies and an agent's hooks in its files. */
export function protect(world: World, agent: string, protection: Protection = {}): void {
  const { restore, keep } = keptWorld(world, agent, JSON.stringify(protection));
  if (restore()) return;
  const { scope } = protection;
  agsec(world, ...initWords(protection));
  agsec(world, 'install', agent, ...(scope === undefined ? [] : ['--scope', scope]));
  keep();
}
