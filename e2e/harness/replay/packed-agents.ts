import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Adapter, InstalledHook, Place } from '@agsec/runtime';
import { INSTALLED } from '../packed.ts';
import type { World } from '../run-claude.ts';
import { type Input, runToEnd } from './run-command.ts';

/** What an agent makes of its hook's answer. */
export type Answer = {
  readonly denied: boolean;
  /** Everything the hook printed. */
  readonly text: string;
  /** It had not ended when the agent's own timeout was over. */
  readonly timedOut: boolean;
};

/** An agent with agsec in its files, as `agsec install` left it. */
export type InstalledAgent = {
  readonly hooks: readonly InstalledHook[];
  /** The program its hooks start. */
  readonly loader: string;
  /** A shell command as the agent would send it. */
  shellCall(line: string): string;
  /** Starts a hook as the agent's files say, default: the first; gives what the agent makes of it. */
  ask(stdin: Input, hook?: InstalledHook): Promise<Answer>;
};

export type PackedAgent = {
  readonly id: string;
  /** The agent as it is installed in a world's home. */
  at(world: World): InstalledAgent;
};

/** The adapters of the packed installation: every package of ours that exports one. */
export async function packedAgents(): Promise<readonly PackedAgent[]> {
  const folder = join(process.env[INSTALLED] ?? '', 'node_modules/@agsec');
  const found: PackedAgent[] = [];
  for (const name of readdirSync(folder)) {
    const manifest = JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8'));
    const entry: unknown = manifest.exports?.['.']?.default;
    if (typeof entry !== 'string') continue;
    const exported: object = await import(pathToFileURL(join(folder, name, entry)).href);
    const adapter = Object.values(exported).find(isAdapter);
    if (adapter !== undefined) found.push(packedAgent(adapter));
  }
  return found;
}

function isAdapter(value: unknown): value is Adapter {
  return typeof value === 'object' && value !== null && 'install' in value && 'probe' in value;
}

function packedAgent(adapter: Adapter): PackedAgent {
  return { id: adapter.id, at: (world) => installedAgent(adapter, world) };
}

function installedAgent(adapter: Adapter, world: World): InstalledAgent {
  const place = placeOf(world);
  const hooks = adapter.install.installedHooks?.('user', place, readIfThere) ?? [];
  const { denied } = adapter.probe('deny', place);
  const person = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: world.home };
  const [first] = hooks;
  return {
    hooks,
    loader: join(place.agsecHome, 'bin', `${adapter.id}.cjs`),
    shellCall: (line) => adapter.usualCalls([line], place)[0] ?? '',
    ask: async (stdin, hook = first) => {
      if (hook === undefined) throw new Error(`${adapter.title} has no installed hook`);
      const { command, cwd, environment, timeout } = hook;
      const ended = await runToEnd({
        argv:
          command.kind === 'shell'
            ? ['/bin/sh', '-c', command.line]
            : [command.command, ...command.args],
        cwd,
        environment: { ...person, ...environment },
        stdin,
        timeoutMs: timeout * 1000,
      });
      const { stdout, stderr, exitCode = 128, timedOut } = ended;
      const text = `${stdout}${stderr}`;
      return { denied: !timedOut && denied({ stdout, stderr, exitCode }), text, timedOut };
    },
  };
}

function placeOf({ home, project }: World): Place {
  return {
    home,
    agsecHome: join(home, '.agsec'),
    node: process.execPath,
    projects: [project],
    os: process.platform === 'darwin' ? 'darwin' : 'linux',
    scope: 'user',
    root: '',
  };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
