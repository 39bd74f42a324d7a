// What agsec does, in one minute: a temporary home, the real command line tool, the hook as Claude
// Code would start it, and calls an agent might make. Nothing outside the temporary folder is
// touched, and no call is run (with `--agent claude-code` the real client runs those that may).
//
//   npm run demo                          from the root, after npm install
//   npm run demo -- --agent claude-code   drives the real client, which is installed if missing
//
// Exit status 1 if a verdict is not what it should be.
import { parseArgs } from 'node:util';
import { playRealClient } from './real-client.mjs';
import { playRecorded } from './recorded.mjs';
import { createWorld } from './world.mjs';

const USAGE = 'usage: npm run demo [-- --agent claude-code]\n';

function options() {
  try {
    const { values } = parseArgs({ options: { agent: { type: 'string' } } });
    return values.agent === undefined || values.agent === 'claude-code' ? values : undefined;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return undefined;
  }
}

async function main() {
  const chosen = options();
  if (chosen === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  const world = createWorld();
  process.once('exit', world.remove);
  process.once('SIGINT', () => process.exit(130));
  // Whoever read along may leave early.
  process.stdout.on('error', ({ code }) => process.exit(code === 'EPIPE' ? 0 : 1));
  return await (chosen.agent === undefined ? playRecorded(world) : playRealClient(world));
}

process.exitCode = await main();
