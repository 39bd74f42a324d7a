import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What coding agents run all day. */
export const COMMAND = 'cd src && npm test -- --run 2>&1 | tail -20';

/** A shell call as the client sends it. */
export function shellCall(hook) {
  return payload(hook, 'Bash', { command: COMMAND, description: 'Run the tests' });
}

/** The same of a line that was never sent: a number at its end is another each time. */
export function newLineCall(hook) {
  newLines += 1;
  const command = COMMAND.replace(/[0-9]+$/, String(newLines));
  return payload(hook, 'Bash', { command, description: 'Run the tests' });
}

let newLines = 1_000;

/** A shell call of one short command. */
export function statusCall(hook) {
  return payload(hook, 'Bash', { command: 'git status', description: 'Show what has changed' });
}

/** A call of another tool. */
export function readCall(hook) {
  return payload(hook, 'Read', { file_path: join(hook.cwd, 'src/main.ts') });
}

/** What is wrong with the answer to a call that policies let through; nothing if it is right. */
export function notPassed({ status, stdout, stderr }) {
  if (status !== 0) return `the hook ends with ${status}`;
  if (stderr !== '') return 'the hook complains';
  return stdout.includes('"deny"') || stdout.includes('"ask"') ? 'the call is stopped' : undefined;
}

/** Throws unless the hook stops a delete: one that lets everything through must not be praised. */
export function requireDenial(hook) {
  const { program, args, env, cwd } = hook;
  const input = payload(hook, 'Bash', { command: 'rm -rf src' });
  const answer = spawnSync(program, args, { env, cwd, input, encoding: 'utf8' });
  if (answer.status === 0 && !answer.stdout.includes('"deny"')) {
    throw new Error(`the installed hook does not stop \`rm -rf src\`: ${answer.stdout}`);
  }
}

function payload({ home, cwd }, tool_name, tool_input) {
  return JSON.stringify({
    session_id: '5a1f3c52-8d0c-4a63-9a0e-6f3b1c8e2d47',
    transcript_path: join(home, '.claude/projects/project/session.jsonl'),
    cwd,
    permission_mode: 'default',
    hook_event_name: 'PreToolUse',
    tool_name,
    tool_input,
    tool_use_id: 'toolu_bench',
  });
}
