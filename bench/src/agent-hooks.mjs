import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clineAdapter } from '@agsec/cline';
import { codexAdapter } from '@agsec/codex';
import { copilotAdapter } from '@agsec/copilot';
import { cursorAdapter } from '@agsec/cursor';
import { windsurfAdapter } from '@agsec/windsurf';
import { COMMAND } from './calls.mjs';
import { cleanEnvironment } from './clean-environment.mjs';
import { runCli } from './installed-hook.mjs';

/** Each agent but Claude Code, with what stands in its usual call of another tool: most often a read. */
const AGENTS = [
  { adapter: codexAdapter, other: '"view_image"' },
  { adapter: copilotAdapter, other: '"view"' },
  { adapter: clineAdapter, other: '"read_files"' },
  { adapter: cursorAdapter, other: '"Read"' },
  { adapter: windsurfAdapter, other: '"pre_read_code"' },
];

/**
 * Sets the other agents up in one new home below `folder`, as a person does. Their commands are taken
 * from the files that `agsec install` wrote and run as the agent runs them, its shell included: the
 * adapters say how (`installedHooks`), and what the agent sends (`usualCalls`).
 *
 * @returns for each agent its `title` and the arms of a `shell` call and of an `other` one
 */
export function installAgentHooks(folder) {
  const home = join(folder, 'agents');
  const project = join(home, 'project');
  mkdirSync(project, { recursive: true });
  const environment = cleanEnvironment(home);
  runCli(['init'], environment, project);
  const place = {
    home,
    agsecHome: environment.AGSEC_HOME,
    node: process.execPath,
    projects: [project],
    os: process.platform,
    root: '',
  };
  return AGENTS.map(({ adapter, other }) => {
    runCli(['install', adapter.id], environment, project);
    const hook = installedHook(adapter, place, environment);
    requireDenial(adapter, hook, place);
    const [shell] = adapter.usualCalls([COMMAND], place);
    const call = adapter.usualCalls([], place).find((each) => each.includes(other));
    const check = passes(adapter, place);
    return {
      title: adapter.title,
      shell: { ...hook, name: `${adapter.id} shell`, input: shell, check },
      other: { ...hook, name: `${adapter.id} other`, input: call, check },
    };
  });
}

function installedHook(adapter, place, { PATH, HOME }) {
  const read = (path) => readFileSync(path, 'utf8');
  const [hook] = adapter.install.installedHooks('user', place, read);
  const { command, environment, cwd } = hook;
  mkdirSync(cwd, { recursive: true });
  const [program, args] =
    command.kind === 'exec' ? [command.command, command.args] : ['/bin/sh', ['-c', command.line]];
  return { program, args, env: { PATH, HOME, ...environment }, cwd };
}

/** What is wrong with the answer to a call that policies let through; nothing if it is right. */
function passes(adapter, place) {
  const { denied } = adapter.probe('allow', place);
  return ({ status, stdout, stderr }) => {
    if (status !== 0 || stderr !== '') return 'the hook fails';
    return denied({ stdout, stderr, exitCode: status }) ? 'the call is stopped' : undefined;
  };
}

/** Throws unless the hook stops a delete. */
function requireDenial(adapter, { program, args, env, cwd }, place) {
  const [input] = adapter.usualCalls(['rm -rf src'], place);
  const { status, stdout, stderr } = spawnSync(program, args, {
    env,
    cwd,
    input,
    encoding: 'utf8',
  });
  const { denied } = adapter.probe('deny', place);
  if (!denied({ stdout, stderr, exitCode: status })) {
    throw new Error(
      `the installed hook of ${adapter.title} does not stop \`rm -rf src\`: ${stdout}`,
    );
  }
}
