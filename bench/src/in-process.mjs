import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment, withTemporaryFolder } from './clean-environment.mjs';
import { installHook, nodeFlags } from './installed-hook.mjs';

/** Most a worker prints. */
const OUTPUT_LIMIT = 64 * 1024 * 1024;

/**
 * Runs a worker in a process of its own, in the clean environment and with the flags of node that
 * the installed hook has. It gets `input` as JSON on standard input and answers with JSON.
 *
 * @param {URL} worker
 * @param {unknown} input
 */
export function runWorker(worker, input) {
  return withTemporaryFolder((folder) => {
    const flags = nodeFlags(installHook(folder, 'home'));
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [...flags, fileURLToPath(worker)],
      {
        env: cleanEnvironment(folder),
        cwd: folder,
        input: JSON.stringify(input),
        encoding: 'utf8',
        maxBuffer: OUTPUT_LIMIT,
      },
    );
    if (status !== 0) throw new Error(`${fileURLToPath(worker)}: ${stderr}`);
    return JSON.parse(stdout);
  });
}
