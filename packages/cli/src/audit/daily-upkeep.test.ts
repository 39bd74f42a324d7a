import { readdirSync, writeFileSync } from 'node:fs';
import { appendRecord, homeLayout, makePrivateFolder, type NewRecord } from '@agsec/runtime';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakePerson } from '../../test/fake-person.ts';
import { lookAfterLog } from './daily-upkeep.ts';

let person: FakePerson;
const now = new Date('2026-11-24T00:30:00.000Z');

beforeEach(() => {
  person = new FakePerson();
  said = '';
});

function record(day: string): void {
  makePrivateFolder(person.state('audit'));
  const call: NewRecord = {
    ts: `${day}T10:00:00.000Z`,
    id: 'call-1',
    session: 's1',
    agent: 'codex',
    agsec: 'test',
    outcome: 'success',
  };
  expect(appendRecord(person.state('audit'), call, Date.now() + 5000)).toMatchObject({ ok: true });
}

const days = () => readdirSync(person.state('audit')).filter((name) => /^\d/.test(name));
let said = '';
const look = (at = now) => {
  const err = (text: string): void => {
    said += text;
  };
  lookAfterLog({ err }, homeLayout(person.state('')), at);
};

describe('the log, once a day', () => {
  it('keeps what the configuration says, and no more', async () => {
    await person.run(['init']);
    const config = person.state('config.yaml');
    writeFileSync(config, person.read(config).replace('keep_days: 90', 'keep_days: 2'));
    for (const day of ['2026-11-20', '2026-11-22', '2026-11-24']) record(day);
    look();
    expect(days()).toEqual(['2026-11-22', '2026-11-24']);
    expect(readdirSync(person.state('audit/seals')).length).toBeGreaterThan(0);
  });

  it('is left alone for the rest of the day', async () => {
    await person.run(['init']);
    record('2026-11-24');
    look();
    record('2026-08-01');
    look();
    expect(days()).toEqual(['2026-08-01', '2026-11-24']);
    look(new Date('2026-11-25T00:00:00.000Z'));
    expect(days()).toEqual(['2026-11-24']);
  });

  it('needs no log', () => {
    look();
    expect(person.exists(person.state('audit'))).toBe(false);
  });

  it('stays readable where it cannot be looked after', async () => {
    await person.run(['init']);
    record('2026-11-24');
    writeFileSync(person.state('audit/seals'), 'in the way');
    look();
    expect(said).toContain('could not be sealed');
    const { status, out } = await person.run(['audit']);
    expect([status, out]).toEqual([0, 'No calls are recorded yet.\n']);
    writeFileSync(person.state('config.yaml'), 'mode: sometimes\n');
    expect((await person.run(['audit'])).status).toBe(0);
  });

  it('is looked after by who looks at it, and stays whole', async () => {
    await person.run(['init']);
    const tenDaysAgo = new Date(Date.now() - 10 * 86_400_000).toISOString().slice(0, 10);
    record(tenDaysAgo);
    expect((await person.run(['audit'])).status).toBe(0);
    expect(readdirSync(person.state(`audit/${tenDaysAgo}`))).toEqual(['s1.jsonl.gz']);
    expect((await person.run(['audit', 'verify'])).status).toBe(0);
  });
});
