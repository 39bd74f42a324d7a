import { spawnSync } from 'node:child_process';
import { agsecProgram } from './packed.ts';
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

/** A world with the default policies and the hook of Claude Code in the user's settings. */
export function protect(world: World, ...initArguments: readonly string[]): void {
  agsec(world, 'init', ...initArguments);
  agsec(world, 'install', 'claude-code');
}
