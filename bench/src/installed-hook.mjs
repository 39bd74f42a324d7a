import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment } from './clean-environment.mjs';

/** The built command line tool, as its package names it. */
export const CLI = programOf(fileURLToPath(import.meta.resolve('@agsec/cli/package.json')));

/** What the client puts in place of this in a hook's arguments. */
const PROJECT_MARK = /\$\{CLAUDE_PROJECT_DIR\}/;

/**
 * Sets agsec up in a new home below `folder` as a person does, with the built command line tool, and
 * takes the hook's command from the settings file it wrote. `policies`: files in place of the
 * default ones.
 *
 * @returns how to run the hook (`program`, `args`, `env`, `cwd`) and where its files are
 */
export function installHook(folder, name, policies) {
  const home = join(folder, name);
  const project = join(home, 'project');
  mkdirSync(project, { recursive: true });
  const env = cleanEnvironment(home);
  runCli(['init'], env, project);
  const state = env.AGSEC_HOME;
  if (policies !== undefined) replacePolicies(join(state, 'policies'), policies);
  runCli(['install', 'claude-code'], env, project);
  const { command, args } = preToolUseHook(join(home, '.claude', 'settings.json'));
  return {
    program: command,
    args: args.map((word) => word.replace(PROJECT_MARK, project)),
    env: { PATH: env.PATH, HOME: home, CLAUDE_PROJECT_DIR: project },
    cwd: project,
    home,
    state,
  };
}

/** The flags that the installed command starts node with. */
export function nodeFlags({ args }) {
  return args.join(' ').match(/(?<= )--[a-z][a-z0-9-]*(?:=\S+)?/g) ?? [];
}

/** The compiled bundles V8 keeps beside the hook's. */
export function removeCodeCaches({ state }) {
  const bin = join(state, 'bin');
  for (const name of readdirSync(bin, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.cache')) rmSync(join(bin, name));
  }
}

function programOf(manifest) {
  return join(dirname(manifest), JSON.parse(readFileSync(manifest, 'utf8')).bin.agsec);
}

function replacePolicies(folder, files) {
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  for (const { name, text } of files) writeFileSync(join(folder, name), text);
}

/** Runs the built command line tool; throws with what it printed if it fails. */
export function runCli(args, env, cwd) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    env,
    cwd,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`agsec ${args.join(' ')}: ${stdout}${stderr}`);
}

function preToolUseHook(path) {
  const { hooks } = JSON.parse(readFileSync(path, 'utf8'));
  const [entry] = hooks.PreToolUse.flatMap((group) => group.hooks);
  return entry;
}
