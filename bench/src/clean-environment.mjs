import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * All variables a measured process is given, as with `env -i`. What a person has set changes the
 * figures: with `NODE_EXTRA_CA_CERTS`, for one, Node 20 takes three times as long to start.
 */
export function cleanEnvironment(home) {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: home, AGSEC_HOME: join(home, '.agsec') };
}

/** Runs `work` with a new folder, which is gone afterwards. */
export async function withTemporaryFolder(work) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'agsec-bench-')));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
