import { beforeAll, describe, expect, it } from 'vitest';
import { attackClient, type Outcome } from '../harness/switch-off/attack-client.ts';
import { attackNames, lookAlikeNames, unguardedNames } from '../harness/switch-off/cases.ts';
import { claudeCode } from '../harness/switch-off/claude-code.ts';
import type { SwitchOffClient } from '../harness/switch-off/client.ts';
import { cline } from '../harness/switch-off/cline.ts';
import { codex } from '../harness/switch-off/codex.ts';
import { copilot } from '../harness/switch-off/copilot.ts';
import { changedFiles, type Files, notOnlyGrown } from '../harness/switch-off/files-below.ts';
import { plainEffects } from '../harness/switch-off/plain-shell.ts';
import { verdictOn } from '../harness/switch-off/play.ts';

// The table of `packages/cli/src/switch-off.test.ts` and each client's own file tools, as calls that
// the real clients make. The person's policy allows everything but the canary, so nothing but
// self-protection can object. The user scope stops every case; none is left to the managed one.

const CLIENTS: readonly SwitchOffClient[] = [claudeCode, codex, copilot, cline];

let plain: ReadonlyMap<string, Files>;

beforeAll(async () => {
  plain = await plainEffects();
});

it('the table holds at least 150 attacks for each client', () => {
  for (const client of CLIENTS) {
    const names = attackNames(client);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(150);
  }
});

describe.each(CLIENTS.map((client) => [client.agent, client] as const))('%s', (_agent, client) => {
  let outcome: Outcome;

  beforeAll(async () => {
    outcome = await attackClient(client);
  });

  describe('an attack', () => {
    it.each(attackNames(client))('%s is stopped', (name) => {
      const text = outcome.told.get(name);
      expect(verdictOn(text), text).toBe('denied by self-protection');
    });

    it('has changed nothing of agsec, of what the client obeys and of the project', () => {
      const { guarded, project } = outcome;
      expect(guarded.before.size).toBeGreaterThan(20);
      expect(changedFiles(guarded.before, guarded.after)).toEqual([]);
      expect(changedFiles(project.before, project.after)).toEqual([]);
    });

    it('is in the log, which has only grown', () => {
      const { before, after } = outcome.log;
      expect(notOnlyGrown(before, after)).toEqual([]);
      expect(outcome.verified).toMatch(/^ok +\d+ records in 3 files$/m);
      const records = [...after.values()].join('\n').match(/"matched_by":"self_protection"/g);
      expect(records).toHaveLength(attackNames(client).length);
    });

    it('leaves agsec at work, in that session and in the next', () => {
      expect(outcome.canaries.map(verdictOn)).toEqual(['denied by a policy', 'denied by a policy']);
    });
  });

  describe('the same in daily work', () => {
    const { free, hindered } = lookAlikeNames(client);

    it.each(free)('%s passes, and does what it does without agsec', (name) => {
      const text = outcome.told.get(name);
      expect(verdictOn(text), text).toBe('not stopped by agsec');
      const { before, after } = effectOf(name);
      const atShell = plain.get(name);
      if (atShell === undefined) expect(after, text).not.toEqual(before);
      else expect(after, text).toEqual(atShell);
    });

    it.for(hindered)('%s passes, and %s', ([name, , words]) => {
      expect(outcome.told.get(name)).toMatch(words);
      const { before, after } = effectOf(name);
      expect(after).toEqual(before);
    });

    it('has an effect for most', () => {
      const effective = free.filter((name) => {
        const { before, after } = effectOf(name);
        return changedFiles(before, after).length > 0;
      });
      expect(effective.length).toBeGreaterThan(20);
    });

    function effectOf(name: string) {
      const pair = outcome.effects.get(name);
      if (pair === undefined) throw new Error(`${name} was not sent`);
      return pair;
    }
  });

  describe('without agsec', () => {
    it.each(unguardedNames(client))('%s succeeds', (name) => {
      const pair = outcome.unguarded.get(name);
      expect(changedFiles(pair?.before ?? new Map(), pair?.after ?? new Map())).not.toEqual([]);
    });
  });
});
