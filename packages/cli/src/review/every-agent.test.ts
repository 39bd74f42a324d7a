import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileAnswer, homeLayout, isCallRecord, listAnswers, readRecords } from '@agsec/runtime';
import {
  type InstalledAgent,
  installAgent,
  type TemporaryHome,
  temporaryHome,
} from '@agsec/runtime/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Circumstances, FakePerson, type Ran } from '../../test/fake-person.ts';
import { AGENTS, type Agent } from '../adapters.ts';

const POLICY = `version: "1.0"
default: allow
statements:
  - { sid: AskPush, effect: review, actions: ["git.push"], reason: A person looks at what leaves }
  - { sid: NoDelete, effect: deny, actions: ["file.delete"] }
`;

/** Only `agsec approve` answers; what agents ask by themselves is tested apart. */
const CONFIG = 'review: { native: never }\n';

const PUSH = 'sh deploy.sh';

/** What is published is what is tested: the built hook of an agent. */
function builtHook(id: string): string {
  return fileURLToPath(new URL(`../../../${id}/dist/hook.cjs`, import.meta.url));
}

describe.each(AGENTS)('a review on $adapter.title', ({ adapter }: Agent) => {
  let home: TemporaryHome;
  let agent: InstalledAgent;

  beforeAll(() => {
    home = temporaryHome();
    home.policies(POLICY);
    home.write('home/.agsec/config.yaml', CONFIG);
    agent = installAgent(adapter, { bundle: builtHook(adapter.id), home });
  }, 120_000);
  afterAll(() => home.remove());

  beforeEach(() => {
    const { reviews, grants } = layout();
    for (const folder of [reviews, grants]) rmSync(folder, { recursive: true, force: true });
    home.write('home/.agsec/config.yaml', CONFIG);
    for (const folder of folders()) writeFileSync(join(folder, 'deploy.sh'), 'git push\n');
  });

  const layout = () => homeLayout(home.agsecHome);

  /** Wherever the agent's own sample calls start a shell. */
  function folders(): readonly string[] {
    return [home.project, home.home];
  }

  type Payload = { readonly text: string; readonly session: string | undefined };

  /** A call of the agent's shell tool, as the agent sends it. */
  function payload(line: string): Payload {
    const [text = ''] = adapter.usualCalls([line], home.place());
    const parsed = adapter.parse(JSON.parse(text), agent.hook.environment);
    if (parsed.kind !== 'event') throw new Error(`a usual call is ${parsed.kind}`);
    return { text, session: parsed.event.context.session_id };
  }

  /** What the agent does with a call: an id to approve it by, where it waits. */
  type Answer = {
    readonly passes: boolean;
    readonly text: string;
    readonly id: string | undefined;
  };

  async function send({ text }: Pick<Payload, 'text'>): Promise<Answer> {
    const run = await agent.run(text);
    const denied = adapter.probe('deny', home.place()).denied(run);
    const said = run.stdout + run.stderr;
    return {
      passes: !denied && run.exitCode === 0 && !run.timedOut,
      text: said,
      id: /agsec approve ([0-9a-z]{8})/.exec(said)?.[1],
    };
  }

  const call = (line = PUSH): Promise<Answer> => send(payload(line));

  async function passes(line?: string): Promise<boolean> {
    return (await call(line)).passes;
  }

  async function asked(line?: string): Promise<string> {
    const { passes: isThrough, id, text } = await call(line);
    expect(isThrough, text).toBe(false);
    if (id === undefined) throw new Error(`no id in ${text}`);
    return id;
  }

  function agsec(words: readonly string[], circumstances: Circumstances = {}): Promise<Ran> {
    const environment = { ...home.environment, ...circumstances.environment };
    return new FakePerson().run(words, { cwd: home.project, ...circumstances, environment });
  }

  const approve = (id: string, ...options: readonly string[]): Promise<Ran> =>
    agsec(['approve', id, ...options], { answers: 'code' });

  function lastRecord() {
    const records = [...readRecords(layout().audit)].flatMap((item) =>
      item.kind === 'record' && isCallRecord(item.record) ? [item.record] : [],
    );
    return records.at(-1);
  }

  it('asked: is denied with an id, says to wait, and waits', async () => {
    const { passes: isThrough, text, id } = await call();
    expect(isThrough).toBe(false);
    expect(text).toMatch(/another way|route around/i);
    const { out } = await agsec(['review', '--json']);
    expect(JSON.parse(out)).toMatchObject({ requests: [{ id, agent: adapter.id }] });
    expect(lastRecord()).toMatchObject({ effect: 'review', review: { id, answer: 'waiting' } });
  });

  it('approved: passes once, and the log tells', async () => {
    const id = await asked();
    expect((await approve(id)).status).toBe(0);
    expect(await passes()).toBe(true);
    expect(lastRecord()).toMatchObject({
      effect: 'review',
      effective: 'allow',
      review: { id, answer: 'approved', scope: 'once' },
    });
    expect(await passes()).toBe(false);
  });

  it('denied: is told why, without being asked again', async () => {
    const id = await asked();
    await agsec(['deny', id, '--because', 'the build is red']);
    const { passes: isThrough, text, id: again } = await call();
    expect([isThrough, again]).toEqual([false, undefined]);
    expect(text).toContain('the build is red');
  });

  it('expired: waits again', async () => {
    await approve(await asked());
    const [answer] = listAnswers(layout(), Date.now()).answers;
    if (answer === undefined) throw new Error('no answer is filed');
    expect(answer.expires - Date.now()).toBeLessThanOrEqual(600_000);
    fileAnswer(layout(), { ...answer, expires: Date.now() - 1 });
    expect(await passes()).toBe(false);
    expect(lastRecord()).toMatchObject({ review: { answer: 'waiting' } });
  });

  it('reused: a file that is put back after use is good for nothing', async () => {
    await approve(await asked());
    const { grants } = layout();
    const [name = ''] = readdirSync(grants).filter((each) => each.endsWith('.answer'));
    const copy = readFileSync(join(grants, name));
    expect(await passes()).toBe(true);
    writeFileSync(join(grants, name), copy);
    expect(await passes()).toBe(false);
  });

  it('reused at once: of hooks that run together one passes', async () => {
    await approve(await asked());
    const all = await Promise.all([passes(), passes(), passes()]);
    expect(all.filter((each) => each)).toHaveLength(1);
  });

  it('forged: an answer that somebody else has written is ignored and told of', async () => {
    await approve(await asked(), '--for', '1h');
    const { grants } = layout();
    const [name = ''] = readdirSync(grants);
    const [json = ''] = readFileSync(join(grants, name), 'utf8').split('\n');
    writeFileSync(join(grants, name), `${json.replace('"1h"', '"project"')}\n${'0'.repeat(64)}\n`);
    expect(await passes()).toBe(false);
    expect(lastRecord()).toMatchObject({ review: { answer: 'waiting', forged: true } });
    expect((await agsec(['grants'])).err).toContain('not written by agsec');
  });

  it('foreign approver: the answer of another person is none here', async () => {
    const id = await asked();
    const other = temporaryHome();
    try {
      other.write('home/.agsec/review.key', `${'ab'.repeat(32)}\n`);
      const request = readdirSync(layout().reviews)[0] ?? '';
      other.write(
        `home/.agsec/reviews/${request}`,
        readFileSync(join(layout().reviews, request), 'utf8'),
      );
      const environment = { ...other.environment };
      const refused = await agsec(['approve', id], { environment, answers: 'code' });
      expect(refused.err).toContain('No call waits under');
    } finally {
      other.remove();
    }
    expect(await passes()).toBe(false);
  });

  it.each(['deploy.sh'])('changed content: another %s voids the yes', async (name) => {
    await approve(await asked(), '--for', '1h');
    expect(await passes()).toBe(true);
    for (const folder of folders()) writeFileSync(join(folder, name), 'git push\ngit status\n');
    expect(await passes()).toBe(false);
    for (const folder of folders()) writeFileSync(join(folder, name), 'git push\n');
    expect(await passes()).toBe(true);
  });

  it('changed line: a yes is for no other command', async () => {
    await approve(await asked());
    expect(await passes(`${PUSH}; true`)).toBe(false);
    expect(await passes('git push --force')).toBe(false);
    expect(await passes()).toBe(true);
  });

  it('wrong session: a yes is for this one, unless it says more', async () => {
    const { text, session } = payload(PUSH);
    const id = await asked();
    if (session === undefined) {
      expect((await approve(id, '--for', 'session')).err).toContain('has no session');
      return;
    }
    const elsewhere = {
      text: JSON.stringify(JSON.parse(text), (_, value) =>
        value === session ? `${session}-2` : value,
      ),
    };
    await approve(id, '--for', 'session');
    expect((await send(elsewhere)).passes).toBe(false);
    expect([await passes(), await passes()]).toEqual([true, true]);
    await agsec(['grants', 'revoke', '--all']);
    await approve(await asked(), '--for', '1h');
    expect((await send(elsewhere)).passes).toBe(true);
  });

  it('a yes never lifts a deny', async () => {
    await approve(await asked(), '--for', '1h');
    expect(await passes(`${PUSH}; rm x`)).toBe(false);
  });

  it('headless: nobody is there, and nothing passes by itself', async () => {
    home.write('home/.agsec/config.yaml', 'review: { native: auto }\n');
    const { passes: isThrough, id } = await call();
    expect(isThrough).toBe(false);
    expect(id).toMatch(/^\w{8}$/);
  });

  it("an agent's own shell can neither approve nor touch the answers", async () => {
    const id = await asked();
    for (const line of [
      `agsec approve ${id}`,
      `npx @agsec/cli approve ${id}`,
      `cp x ~/.agsec/grants/y.answer`,
      `echo 00 > ${home.agsecHome}/review.key`,
    ]) {
      const { passes: isThrough, id: none } = await call(line);
      expect([line, isThrough, none]).toEqual([line, false, undefined]);
    }
  });

  it('a hook that waits goes on with the answer', async () => {
    home.write('home/.agsec/config.yaml', 'review: { native: never, wait: 60 }\n');
    const waiting = call();
    let id: string | undefined;
    for (let look = 0; look < 100 && id === undefined; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, 30));
      const { requests } = JSON.parse((await agsec(['review', '--json'])).out);
      id = requests[0]?.id;
    }
    await approve(id ?? '');
    expect((await waiting).passes).toBe(true);
    expect(lastRecord()?.review).toMatchObject({
      answer: 'approved',
      waited_ms: expect.any(Number),
    });
  });
});
