import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Variable the client sets, and fills in where it stands in a hook's arguments. */
const PROJECT = 'CLAUDE_PROJECT_DIR';

/** Starts an installed hook exactly as the settings file says the client would. */
export function installedHook(world) {
  const settings = JSON.parse(readFileSync(join(world.home, '.claude/settings.json'), 'utf8'));
  const [{ hooks }] = settings.hooks.PreToolUse;
  const [{ command, args, timeout }] = hooks;
  // The client fills in the folder of the project, and starts the program without a shell.
  const words = args.map((word) => word.replaceAll(`\${${PROJECT}}`, () => world.project));
  const env = { ...world.environment, [PROJECT]: world.project, CLAUDECODE: '1' };
  return async (payload) => {
    const started = performance.now();
    const child = spawn(command, words, { cwd: world.project, env, timeout: timeout * 1000 });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    child.stdin.end(JSON.stringify(payload));
    const status = await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    return { ...verdictOf(status, stdout, stderr), milliseconds: performance.now() - started };
  };
}

/** What the client makes of an answer: status 2 blocks, else the JSON decides. */
function verdictOf(status, stdout, stderr) {
  if (status === 2) return { effect: 'deny', told: stderr.trim() };
  if (status !== 0) return { effect: 'broken', told: `exit status ${status}: ${stderr.trim()}` };
  const { hookSpecificOutput: output = {} } = JSON.parse(stdout);
  const effects = { deny: 'deny', ask: 'review', allow: 'allow' };
  const effect = effects[output.permissionDecision] ?? 'allow';
  return { effect, told: output.permissionDecisionReason ?? '' };
}
