import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { World } from './run-claude.ts';

/**
 * Makes the project a repository whose branch `topic` was rewritten after it was pushed to `origin`:
 * only a push by force gets it there. `tip` is the commit that the remote has.
 */
export function rewrittenBranch(world: World): { tip(): string } {
  const remote = join(world.root, 'remote.git');
  const env = { PATH: '/usr/bin:/bin', HOME: world.home };
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], {
      cwd: world.project,
      env,
      encoding: 'utf8',
    });
  git('init', '-q', '--bare', remote);
  git('init', '-q', '-b', 'topic');
  git('commit', '-q', '--allow-empty', '-m', 'one');
  git('remote', 'add', 'origin', remote);
  git('push', '-q', 'origin', 'topic');
  git('commit', '-q', '--amend', '--allow-empty', '-m', 'rewritten');
  return { tip: () => git('-C', remote, 'rev-parse', 'topic') };
}
