import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { HookOutput, Place } from '@agsec/runtime';
import {
  installAgent,
  SWITCH_OFF_CASES,
  SWITCH_OFF_LOOK_ALIKES,
  type SwitchOffTargets,
  type TemporaryHome,
  temporaryHome,
} from '@agsec/runtime/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AGENTS, type Agent } from './adapters.ts';

/**
 * Every way we know to switch agsec off by a shell line, sent through the installed hook process of
 * each agent. The person's policy allows everything, so nothing but self-protection can object.
 * `e2e/src/switch-off.e2e.test.ts` sends the same table through the clients that run here.
 */
const ALLOW_ALL = 'version: "1.0"\ndefault: allow\nstatements: []\n';

/** A case with the shell line it is. */
type Line = { readonly name: string; readonly line: string };

function targetsOf(
  { adapter }: Agent,
  hookFile: string,
  { agsecHome }: TemporaryHome,
): SwitchOffTargets {
  return {
    'hook file': hookFile,
    policy: `${agsecHome}/policies/test.yaml`,
    program: `${agsecHome}/bin/${adapter.id}.cjs`,
    log: `${agsecHome}/audit/2026-11-22/s.jsonl`,
    policies: `${agsecHome}/policies`,
    programs: `${agsecHome}/bin`,
    state: agsecHome,
  };
}

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
      const file = `${home.project}/out/file.txt`;
      const lines = [
        ...SWITCH_OFF_CASES.map(({ name, line }) => ({ name, line: line(targets) })),
        ...SWITCH_OFF_LOOK_ALIKES.map(({ name, line }) => ({ name, line: line(file) })),
      ];
      answers = await answered(lines, ({ line }) => run(payloadOf(agent, line, home.place())));
    }, 300_000);

    const isDenied = (name: string): boolean => {
      const output = answers.get(name);
      if (output === undefined) throw new Error(`${name} was not answered`);
      return agent.adapter.probe('deny', home.place()).denied(output);
    };

    it.each(SWITCH_OFF_CASES.map(({ name }) => name))('%s is stopped', (name) => {
      expect(isDenied(name)).toBe(true);
    });

    it.each(SWITCH_OFF_LOOK_ALIKES.map(({ name }) => name))('%s passes', (name) => {
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
  lines: readonly Line[],
  run: (line: Line) => Promise<HookOutput>,
): Promise<ReadonlyMap<string, HookOutput>> {
  const answers = new Map<string, HookOutput>();
  const waiting = [...lines];
  const worker = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
      answers.set(next.name, await run(next));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return answers;
}
