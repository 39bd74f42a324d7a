import { createServer, type IncomingMessage } from 'node:http';
import { appendRecord, makePrivateFolder, type NewRecord } from '@agsec/runtime';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { FakePerson } from '../../../test/fake-person.ts';

type Call = Extract<NewRecord, { effect: unknown }>;

let person: FakePerson;

beforeEach(() => {
  person = new FakePerson();
  makePrivateFolder(person.state('audit'));
});

function record(changes: Partial<Call> = {}): void {
  const call: Call = {
    ts: '2026-11-22T10:00:00.123Z',
    id: 'call-1',
    session: 's1',
    agent: 'claude-code',
    tool: 'Read',
    cwd: '/p',
    actions: [{ name: 'file.read', params: { file_path: '/p/.env' }, origin: 'tool' }],
    effect: 'deny',
    effective: 'deny',
    sid: 'BlockEnvAccess',
    policy: '03_files.yaml',
    layers: [],
    matched_by: 'explicit_deny',
    reason: 'Environment files hold secrets, "all" of them',
    mode: 'enforce',
    duration_us: 812,
    agsec: '1.0.0',
    ...changes,
  };
  expect(appendRecord(person.state('audit'), call, Date.now() + 5000)).toMatchObject({ ok: true });
}

async function exported(...words: readonly string[]): Promise<string> {
  const { status, out, err } = await person.run(['audit', 'export', ...words]);
  expect([status, err]).toEqual([0, '']);
  return out;
}

describe('agsec audit export', () => {
  it('json gives each record as it stands, one a line, and obeys filters', async () => {
    record();
    record({ effect: 'allow', effective: 'allow', matched_by: 'explicit_allow' });
    const lines = (await exported()).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).effect)).toEqual(['deny', 'allow']);
    expect((await exported('--effect', 'deny')).trim().split('\n')).toHaveLength(1);
  });

  it('csv quotes what needs it and lets no cell become a formula', async () => {
    record({
      tool: 'Bash',
      actions: [
        { name: 'bash.execute', params: { command: '=HYPERLINK("x")\nls' }, origin: 'tool' },
      ],
    });
    const out = await exported('--format', 'csv');
    expect(out.split('\r\n')[0]).toBe(
      'time,id,agent,session,cwd,tool,action,subject,effect,effective,matched_by,sid,policy,reason,mode,hash',
    );
    expect(out).toContain(`,bash.execute,"'=HYPERLINK(""x"")\nls",deny,`);
    expect(out).toContain('"Environment files hold secrets, ""all"" of them"');
    expect(out.endsWith('\r\n')).toBe(true);
  });

  it('ocsf is API Activity with the verdict of the security control profile', async () => {
    record();
    record({ effective: 'allow', mode: 'observe' });
    record({ effect: 'allow', effective: 'allow', tool: 'Write', actions: [] });
    const events = (await exported('--format', 'ocsf')).trim().split('\n');
    const [denied, observed, allowed] = events.map((line) => JSON.parse(line));
    expect(denied).toMatchObject({
      category_uid: 6,
      class_uid: 6003,
      activity_id: 2,
      type_uid: 600302,
      time: Date.parse('2026-11-22T10:00:00.123Z'),
      severity_id: 3,
      action_id: 2,
      disposition_id: 2,
      is_alert: true,
      metadata: { product: { name: 'agsec', version: '1.0.0' }, profiles: ['security_control'] },
      actor: { application: { name: 'claude-code' }, session: { uid: 's1' } },
      api: { operation: 'Read', request: { uid: 'call-1' } },
      resources: [{ name: '/p/.env', type: 'file.read' }],
      authorizations: [
        { decision: 'deny', policy: { uid: 'BlockEnvAccess', name: '03_files.yaml' } },
      ],
    });
    expect(observed).toMatchObject({ action_id: 3, is_alert: true, status_id: 1 });
    expect(allowed).toMatchObject({
      action_id: 1,
      type_uid: 600399,
      resources: [],
      is_alert: false,
    });
  });

  it('refuses what makes no sense, with an example', async () => {
    const cases = [
      [['--format', 'xml'], 'json, csv, ocsf, otlp'],
      [['--url', 'http://127.0.0.1:1'], '--format otlp'],
      [['--format', 'otlp', '--url', 'collector'], 'http://127.0.0.1:4318'],
      [['--format', 'otlp', '--header', 'nothing'], '--header x-key=abc'],
    ] as const;
    for (const [words, message] of cases) {
      const { status, err } = await person.run(['audit', 'export', ...words]);
      expect([status, err]).toEqual([2, expect.stringContaining(message)]);
    }
  });
});

type Received = { readonly path: string; readonly headers: object; readonly body: unknown };

/** A collector on loopback that answers what it is told to, then 200. */
async function collector(...answers: readonly { status: number; body?: string }[]) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const body: unknown = JSON.parse(await textOf(request));
    received.push({ path: request.url ?? '', headers: request.headers, body });
    const { status = 200, body: text = '{}' } = answers[received.length - 1] ?? {};
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '0' });
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { received, url: `http://127.0.0.1:${port}` };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}

describe('agsec audit export --format otlp', () => {
  it('writes requests of the protocol', async () => {
    record();
    const request = JSON.parse(await exported('--format', 'otlp'));
    const [{ resource, scopeLogs }] = request.resourceLogs;
    expect(resource.attributes).toContainEqual({
      key: 'service.name',
      value: { stringValue: 'agsec' },
    });
    const [{ logRecords }] = scopeLogs;
    expect(logRecords).toEqual([
      expect.objectContaining({
        timeUnixNano: '1795341600123000000',
        severityNumber: 13,
        severityText: 'WARN',
        attributes: expect.arrayContaining([
          { key: 'gen_ai.tool.name', value: { stringValue: 'Read' } },
          { key: 'agsec.sid', value: { stringValue: 'BlockEnvAccess' } },
          { key: 'agsec.duration_us', value: { intValue: '812' } },
        ]),
      }),
    ]);
    expect(logRecords[0].attributes).not.toContainEqual(
      expect.objectContaining({ value: { stringValue: undefined } }),
    );
  });

  it('sends batches to the path of the protocol, with headers, and tries again when asked to', async () => {
    for (let call = 0; call < 501; call++) record({ id: `call-${call}` });
    const { received, url } = await collector({ status: 503 });
    const out = await exported('--format', 'otlp', '--url', url, '--header', 'x-key=abc');
    expect(out).toMatch(/^Sent 501 calls to 127\.0\.0\.1:\d+\.\n$/);
    expect(received.map(({ path }) => path)).toEqual(['/v1/logs', '/v1/logs', '/v1/logs']);
    expect(received[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-key': 'abc',
    });
    expect(received[0]?.body).toEqual(received[1]?.body);
  });

  it.each([
    ['a refusal', { status: 400, body: 'no such tenant' }, 'no such tenant'],
    [
      'records that were left out',
      { status: 200, body: '{"partialSuccess":{"rejectedLogRecords":"1"}}' },
      'left out 1',
    ],
  ])('is an error after %s', async (_name, answer, message) => {
    record();
    const { url } = await collector(answer);
    const { status, err } = await person.run(['audit', 'export', '--format', 'otlp', '--url', url]);
    expect([status, err]).toEqual([2, expect.stringContaining(message)]);
  });

  it('is not for an agent to send', async () => {
    record();
    const { received, url } = await collector();
    const environment = { ...person.environment, CLAUDECODE: '1' };
    const words = ['audit', 'export', '--format', 'otlp', '--url', url];
    const { status, err } = await person.run(words, { environment });
    expect([status, err]).toEqual([2, expect.stringContaining("an agent's shell")]);
    expect(received).toEqual([]);
    expect((await person.run(['audit', 'export'], { environment })).status).toBe(0);
  });

  it('is an error where nobody listens', async () => {
    record();
    const words = ['audit', 'export', '--format', 'otlp', '--url', 'http://127.0.0.1:9'];
    const { status, err } = await person.run(words);
    expect([status, err]).toEqual([2, expect.stringContaining('cannot be reached')]);
  });
});
