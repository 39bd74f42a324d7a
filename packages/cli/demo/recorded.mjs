import { installedHook } from './installed-hook.mjs';
import { bold, dim, green, red, say, sayOutput, sayVerdict } from './show.mjs';
import { loadScenes } from './world.mjs';

/**
 * Installs agsec for Claude Code and plays recorded calls through the hook. Gives the exit status.
 *
 * @param {import('./world.mjs').World} world
 */
export async function playRecorded(world) {
  say(`${bold('$ agsec install claude-code')}  ${dim('# in a temporary home')}`);
  const output = world.agsec('install', 'claude-code');
  sayOutput(output.replace(/^.* note .*\n/gm, ''));
  const ask = installedHook(world);
  const scenes = loadScenes(world);
  const times = [];
  let wrong = 0;
  for (const { heading, calls } of scenes) {
    say(`\n${bold(heading)}`);
    for (const call of calls) {
      const answer = await ask(call.payload);
      times.push(answer.milliseconds);
      if (answer.effect !== call.expect) wrong += 1;
      sayVerdict(call, { ...answer, ...recordOf(world, answer) });
    }
  }
  say(`\n${bold('$ agsec audit --stats')}`);
  sayOutput(world.agsec('audit', '--stats'));
  say(`\n${bold('$ agsec audit verify')}`);
  sayOutput(world.agsec('audit', 'verify').split('\n\n')[0] ?? '');
  const middle = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
  const counts = `${times.length} calls, half of them answered within ${Math.round(middle)} ms`;
  say(`\n${wrong === 0 ? green('As it should be') : red(`${wrong} wrong`)}: ${counts}.`);
  say(dim('Nothing was run, and your own settings were not touched. Next: npm install -g @agsec/cli'));
  return wrong === 0 ? 0 : 1;
}

/** Why, in words for a person: the record of the call that was just made. */
function recordOf(world, { told }) {
  const [line = ''] = world.agsec('audit', '--json', '--limit', '1').split('\n');
  if (line === '') return { reason: told };
  const { reason, sid, policy } = JSON.parse(line);
  return { reason, by: sid === undefined ? 'built in' : `${sid}, ${policy}` };
}
