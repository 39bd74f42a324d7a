import { createWorld } from '../run-claude.ts';
import { runInSandbox } from '../sandbox.ts';
import { lookAlikeLines } from './cases.ts';
import { type Files, filesBelow } from './files-below.ts';
import { fillProject, removeWorld } from './protected-world.ts';

/** What the look-alikes' lines leave in their folders at a shell that no agent is near, by name. */
export async function plainEffects(): Promise<ReadonlyMap<string, Files>> {
  const world = createWorld();
  try {
    fillProject(world);
    const lines = lookAlikeLines(world);
    const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: world.home, LANG: 'C.UTF-8' };
    await runInSandbox({
      before: [...lines.map(({ line }) => line), 'sleep 1.5'].map((line) => ({
        argv: ['/bin/bash', '-c', line],
        cwd: world.project,
        env,
      })),
    });
    return new Map(lines.map(({ name, folder }) => [name, effectIn(world.project, folder)]));
  } finally {
    removeWorld(world);
  }
}

/** A look-alike's folder, and what it was moved to. */
export function effectIn(project: string, folder: string): Files {
  return filesBelow(project, { only: [folder, `${folder}.away`] });
}
