import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment, withTemporaryFolder } from './clean-environment.mjs';
import { installHook, nodeFlags } from './installed-hook.mjs';

/** Most a worker prints. */
const OUTPUT_LIMIT = 64 * 1024 * 1024;

/** What keeps a process of one call from making machine code; one that stays makes it. */
const OF_ONE_CALL = ['--no-opt', '--no-sparkplug'];

/**
 * Runs a worker in a process of its own, in the clean environment and with the flags of node that
 * the installed hook has, but for those of a process that answers one call. It gets `input` as JSON on standard input and answers with JSON.
 *
 * @param {URL} worker
 * @param {unknown} input
 */
export function runWorker(worker, input) {
  return withTemporaryFolder((folder) => {
    const installed = nodeFlags(installHook(folder, 'home'));
    const flags = installed.filter((flag) => !OF_ONE_CALL.includes(flag));
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
