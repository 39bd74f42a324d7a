import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createViteServer } from 'vitest/node';
import { dim, reasonOf, say, sayCommand, sayResult, sayScene } from './show.mjs';
import { loadScenes, recordsById } from './world.mjs';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Lets the real client make the calls: a scripted model on loopback asks for them, in namespaces
 * without network (Linux). Gives the exit status.
 *
 * @param {import('./world.mjs').World} world
 */
export async function playRealClient(world) {
  const harness = await loadHarness();
  const { CLAUDE_CODE, installClient } = harness.agents;
  say(dim(`Claude Code ${CLAUDE_CODE.version}; a first run installs it, which takes a minute.`));
  installClient(CLAUDE_CODE);
  const remote = prepareRepository(world);
  const before = stateOf(world, remote);
  sayCommand(world, 'install', 'claude-code');
  const scenes = loadScenes(world);
  const calls = scenes.flatMap((scene) => scene.calls);
  const turns = calls.map(({ payload }) => [
    { tool: payload.tool_name, input: payload.tool_input },
  ]);
  const script = { turns: [...turns, [{ text: 'done' }]] };
  const { toolResults } = await harness.run.runClaude({ world, script });
  const records = recordsById(world);
  let [wrong, at] = [0, 0];
  for (const scene of scenes) {
    const verdicts = scene.calls.map(() => {
      const result = toolResults[at] ?? { isError: true, text: 'the model was told nothing' };
      at += 1;
      const { id, isError, text } = result;
      const effect = !isError ? 'allow' : text.includes('agsec denied') ? 'deny' : 'broken';
      return { effect, ...reasonOf(records.get(id), text) };
    });
    wrong += sayScene(world, scene, verdicts);
  }
  sayCommand(world, 'audit', '--stats');
  const lost = Object.entries(stateOf(world, remote)).filter(([name, now]) => now !== before[name]);
  for (const [name] of lost) say(`changed: ${name}`);
  return sayResult(
    wrong + lost.length,
    `${calls.length} calls of the real client; src/, .env and the remote's main are as before`,
    'The client ran in a sandbox; your own settings were not touched.',
  );
}

/** The harness of the end-to-end suite, which is TypeScript. */
async function loadHarness() {
  const server = await createViteServer({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  try {
    return {
      agents: await server.ssrLoadModule('/e2e/harness/agents.ts'),
      run: await server.ssrLoadModule('/e2e/harness/run-claude.ts'),
    };
  } finally {
    await server.close();
  }
}

/** A repository with a remote that a force push would rewrite. Gives the remote. */
function prepareRepository({ root, project, environment }) {
  const remote = join(root, 'remote.git');
  const git = (...args) => execFileSync('git', args, { cwd: project, env: environment });
  git('init', '-q', '--bare', '-b', 'main', remote);
  git('init', '-q', '-b', 'main');
  git('config', 'user.name', 'dev');
  git('config', 'user.email', 'dev@example.com');
  git('add', 'README.md', 'src');
  git('commit', '-q', '-m', 'Shop');
  git('remote', 'add', 'origin', remote);
  git('branch', 'fix/login');
  git('push', '-q', 'origin', 'main', 'fix/login');
  git('commit', '-q', '--amend', '-m', 'Rewritten');
  return remote;
}

/** What the dangerous calls would change. */
function stateOf({ project, environment }, remote) {
  const main = execFileSync('git', ['-C', remote, 'rev-parse', 'main'], { env: environment });
  return {
    'src/app.js': existsSync(join(project, 'src/app.js')),
    '.env': readFileSync(join(project, '.env'), 'utf8'),
    "the remote's main": String(main),
  };
}
