import { installedHook } from './installed-hook.mjs';
import { reasonOf, sayCommand, sayResult, sayScene } from './show.mjs';
import { loadScenes, recordsById } from './world.mjs';

/**
 * Installs agsec for Claude Code and plays recorded calls through the hook. Gives the exit status.
 *
 * @param {import('./world.mjs').World} world
 */
export async function playRecorded(world) {
  sayCommand(world, 'install', 'claude-code');
  const ask = installedHook(world);
  const times = [];
  let wrong = 0;
  for (const scene of loadScenes(world)) {
    const answers = [];
    for (const { payload } of scene.calls) answers.push(await ask(payload));
    times.push(...answers.map(({ milliseconds }) => milliseconds));
    const records = recordsById(world);
    const verdicts = scene.calls.map(({ payload }, index) => {
      const { effect, told } = answers[index];
      return { effect, ...reasonOf(records.get(payload.tool_use_id), told) };
    });
    wrong += sayScene(world, scene, verdicts);
  }
  sayCommand(world, 'audit', '--stats');
  const middle = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
  return sayResult(
    wrong,
    `${times.length} calls, half of them answered within ${Math.round(middle)} ms`,
    'Nothing was run, and your own settings were not touched. To use it: npm install -g @agsec/cli',
  );
}
