import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { HookOutput, Place } from '@agsec/runtime';
import { installAgent, type TemporaryHome, temporaryHome } from '@agsec/runtime/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CONTENT_ROUTES,
  HARMLESS_LINES,
  REMOVAL_ROUTES,
  type Route,
  type Target,
  WEAKENING_LINES,
} from './__fixtures__/switch-off.ts';
import { AGENTS, type Agent } from './adapters.ts';

/**
 * Every way we know to switch agsec off by a shell line, sent through the installed hook process of
 * each agent. The person's policy allows everything, so nothing but self-protection can object.
 */
const ALLOW_ALL = 'version: "1.0"\ndefault: allow\nstatements: []\n';

type Attack = { readonly name: string; readonly line: (targets: Targets) => string };
type Targets = { readonly [name in TargetName]: Target };
type TargetName = 'hook file' | 'policy' | 'program' | 'log' | 'policies' | 'programs' | 'state';

function targetsOf({ adapter }: Agent, hookFile: string, { agsecHome }: TemporaryHome): Targets {
  const target = (name: TargetName, path: string, kind: Target['kind']): Target => ({
    name,
    path,
    kind,
  });
  return {
    'hook file': target('hook file', hookFile, 'file'),
    policy: target('policy', `${agsecHome}/policies/test.yaml`, 'file'),
    program: target('program', `${agsecHome}/bin/${adapter.id}.cjs`, 'file'),
    log: target('log', `${agsecHome}/audit/2026-11-22/s.jsonl`, 'file'),
    policies: target('policies', `${agsecHome}/policies`, 'folder'),
    programs: target('programs', `${agsecHome}/bin`, 'folder'),
    state: target('state', agsecHome, 'folder'),
  };
}

function attacksBy(routes: readonly Route[], targets: readonly TargetName[]): readonly Attack[] {
  return targets.flatMap((target) =>
    routes.map(([name, line]) => ({
      name: `${target}: ${name}`,
      line: (all: Targets) => line(all[target].path),
    })),
  );
}

const ATTACKS: readonly Attack[] = [
  ...attacksBy(CONTENT_ROUTES, ['hook file', 'policy', 'program', 'log']),
  ...attacksBy(REMOVAL_ROUTES, ['hook file', 'policies', 'programs', 'log']),
  // In the home folder `*` leaves out names with a dot, the state folder among them.
  ...attacksBy(
    REMOVAL_ROUTES.filter(([name]) => name !== 'rm by a glob'),
    ['state'],
  ),
  ...WEAKENING_LINES.map((line) => ({ name: `command: ${line}`, line: () => line })),
];

/** The same routes aimed at files of the project, and commands that weaken nothing. */
const HARMLESS: readonly Attack[] = [
  ...[...CONTENT_ROUTES, ...REMOVAL_ROUTES].map(([name, line]) => ({
    name: `project: ${name}`,
    line: ({ state }: Targets) => line(`${state.path.replace(/\.agsec$/, '')}project/out/file.txt`),
  })),
  ...HARMLESS_LINES.map((line) => ({ name: `command: ${line}`, line: () => line })),
];

describe.each(AGENTS.map((agent) => [agent.adapter.title, agent] as const))(
  '%s',
  (_title, agent) => {
    const home = temporaryHome();
    let answers: ReadonlyMap<string, HookOutput>;
    afterAll(() => home.remove());

    beforeAll(async () => {
      home.policies(ALLOW_ALL);
      for (const folder of ['audit/2026-11-22', 'grants']) {
        mkdirSync(`${home.agsecHome}/${folder}`, { recursive: true, mode: 0o700 });
      }
      home.write('home/.agsec/audit/2026-11-22/s.jsonl', '');
      home.write('home/project/evil', '{}');
      home.write('home/project/out/file.txt', 'text');
      const { run, hook } = installAgent(agent.adapter, { bundle: builtHook(agent), home });
      const targets = targetsOf(agent, hook.file, home);
      answers = await answered([...ATTACKS, ...HARMLESS], (attack) =>
        run(payloadOf(agent, attack.line(targets), home.place())),
      );
    }, 300_000);

    const isDenied = (name: string): boolean => {
      const output = answers.get(name);
      if (output === undefined) throw new Error(`${name} was not answered`);
      return agent.adapter.probe('deny', home.place()).denied(output);
    };

    it.each(ATTACKS.map(({ name }) => name))('%s is stopped', (name) => {
      expect(isDenied(name)).toBe(true);
    });

    it.each(HARMLESS.map(({ name }) => name))('%s passes', (name) => {
      expect(isDenied(name)).toBe(false);
    });
  },
);

/** The adapter's hook as `npm run build` leaves it. */
function builtHook({ adapter }: Agent): string {
  return fileURLToPath(new URL(`../../${adapter.id}/dist/hook.cjs`, import.meta.url));
}

/** The agent's own call of its shell tool. */
function payloadOf({ adapter }: Agent, line: string, place: Place): string {
  const [call] = adapter.usualCalls([line], place);
  if (call === undefined) throw new Error(`${adapter.title} has no shell call`);
  return call;
}

async function answered(
  attacks: readonly Attack[],
  run: (attack: Attack) => Promise<HookOutput>,
): Promise<ReadonlyMap<string, HookOutput>> {
  const answers = new Map<string, HookOutput>();
  const waiting = [...attacks];
  const worker = async (): Promise<void> => {
    for (let attack = waiting.pop(); attack !== undefined; attack = waiting.pop())
      answers.set(attack.name, await run(attack));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return answers;
}
