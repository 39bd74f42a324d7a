import { writeFileSync } from 'node:fs';
import { homeLayout } from '@agsec/runtime';
import { beforeEach, describe, expect, it } from 'vitest';
import { agentCalls, agentRuns, idIn } from '../../test/agent-call.ts';
import { runAtTerminal } from '../../test/built-entry.ts';
import { FakePerson } from '../../test/fake-person.ts';
import { watchRequests } from './run-watch.ts';

const POLICY = `version: "1.0"
default: allow
statements:
  - { sid: AskPush, effect: review, actions: ["git.push"], reason: A person looks at what leaves }
`;

const PUSH = 'git push origin main';

let person: FakePerson;

beforeEach(() => {
  person = new FakePerson();
  person.write(person.state('policies/a.yaml'), POLICY);
});

const push = (session?: string) => agentRuns(person, PUSH, session);
const passes = (session?: string): boolean => push(session).decision === 'pass';

describe('agsec review', () => {
  it('shows who asked for what, where, why, and how to answer', async () => {
    const id = idIn(push());
    const { status, out } = await person.run(['review']);
    expect(status).toBe(0);
    expect(out).toContain(`${id}  Claude Code wants to use Bash`);
    expect(out).toMatch(/ {2}call {6}git push origin main\n/);
    expect(out).toMatch(/ {2}would {5}git\.push branches=main remote=origin\n/);
    expect(out).toContain('AskPush in a.yaml: A person looks at what leaves');
    expect(out).toContain(`agsec approve ${id}`);
    expect(out).toContain('waits 24 h');
  });

  it('is named by agsec status while something waits', async () => {
    expect((await person.run(['status'])).out).not.toContain('agsec review');
    push();
    expect((await person.run(['status'])).out).toMatch(/waiting +1 call, for you: agsec review/);
  });

  it('is JSON for programs', async () => {
    const id = idIn(push());
    expect(await person.json(['review'])).toMatchObject({
      requests: [{ id, agent: 'claude-code', call: { tool: 'Bash', sid: 'AskPush' } }],
      forged: [],
    });
  });

  it('says when nothing waits', async () => {
    expect(await person.run(['review'])).toMatchObject({
      status: 0,
      out: 'No call waits for you.\n',
    });
  });

  it('tells of what agsec has not written', async () => {
    push();
    person.write(person.state('reviews/x.request'), '{"id":"aaaaaaaa"}\n0\n');
    const { status, err } = await person.run(['review']);
    expect(status).toBe(1);
    expect(err).toContain('x.request: not written by agsec');
  });

  it('cannot carry escape sequences to the terminal', async () => {
    agentRuns(person, 'git push \u001b[2Jorigin $(printf "\\u202e")main');
    const { out } = await person.run(['review']);
    expect(out).toContain('git push');
    for (const control of ['\u001b', '\u202e']) expect(out).not.toContain(control);
  });

  it('answers with single keys on a terminal, the code typed once', async () => {
    const [one, two, three] = ['s1', 's2', 's3'].map((session) => idIn(push(session)));
    const circumstances = { isTerminal: true, answers: 'code', keys: 'xahd' } as const;
    const { out } = await person.run(['review'], circumstances);
    expect(out).toContain(`approved ${one}`);
    expect(out).toContain(`approved ${two}`);
    expect(out).toContain(`denied ${three}`);
    expect(person.questions.filter((question) => question.includes('Type '))).toHaveLength(1);
    expect([passes('s1'), passes('s1'), passes('s2'), passes('s9')]).toEqual([
      ...[true, true, true, true],
    ]);
  });

  it('leaves what was not answered', async () => {
    push();
    const left = await person.run(['review'], {
      isTerminal: true,
      answers: 'nonsense',
      keys: 'anq',
    });
    expect(left.err).toContain('the code was not typed');
    expect(passes()).toBe(false);
    const quit = await person.run(['review'], { isTerminal: true, answers: 'code', keys: 'q' });
    expect(quit.out).toContain('1 call left waiting');
  });

  it("asks nothing in an agent's shell", async () => {
    push();
    const environment = { ...person.environment, CLAUDECODE: '1' };
    await person.run(['review'], { environment, isTerminal: true, answers: 'code', keys: 'a' });
    expect(person.questions).toEqual([]);
    expect(passes()).toBe(false);
  });
});

describe('agsec approve', () => {
  it('lets the call pass once, after showing it and a typed code', async () => {
    const id = idIn(push());
    const { status, out } = await person.run(['approve', id], { answers: 'code' });
    expect(status).toBe(0);
    expect(out).toContain(PUSH);
    expect(out).toMatch(/approved \w{8}: .* once, within 10 min\./);
    expect(person.questions[0]).toContain('let Claude Code make this call');
    expect([passes(), passes()]).toEqual([true, false]);
  });

  it.each([
    ['no terminal', {}],
    ['another code', { answers: 'nonsense' }],
    ['a marker of an agent', { answers: 'code', agent: { CLAUDECODE: '1' } }],
    ['an agent above', { answers: 'code', ancestors: ['sh', 'claude'] }],
  ] as const)('does nothing with %s', async (_, { ...given }: object) => {
    const id = idIn(push());
    const { agent = {}, ...rest }: { agent?: object } = given;
    const environment = { ...person.environment, ...agent };
    const { status } = await person.run(['approve', id], { environment, ...rest });
    expect(status).toBe(2);
    expect(passes()).toBe(false);
  });

  it.each([
    ['session', 'session-1', true],
    ['session', 'session-2', false],
    ['1h', 'session-2', true],
    ['project', 'session-2', true],
  ])('--for %s reaches %s: %s', async (scope, session, expected) => {
    const id = idIn(push());
    await person.run(['approve', id, '--for', scope], { answers: 'code' });
    expect([passes(session), passes(session)]).toEqual([expected, expected]);
  });

  it('says what to do about an id that does not wait', async () => {
    expect(await person.run(['approve', 'zzzzzzzz'], { answers: 'code' })).toMatchObject({
      status: 2,
      err: expect.stringContaining('No call waits under "zzzzzzzz"'),
    });
    expect(person.questions).toEqual([]);
  });

  it('is told in the log', async () => {
    const id = idIn(push());
    await person.run(['approve', id], { answers: 'code' });
    push();
    const { out } = await person.run(['audit', '--json']);
    const [asked, passed] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(asked).toMatchObject({ effective: 'review', review: { id, answer: 'waiting' } });
    expect(passed).toMatchObject({
      effect: 'review',
      effective: 'allow',
      review: { id, answer: 'approved', scope: 'once', by: expect.any(String) },
    });
    expect((await person.run(['audit'])).out).toMatch(/allow +\(.* approved\)/);
    expect((await person.run(['audit', 'verify'])).status).toBe(0);
  });
});

describe('agsec deny', () => {
  it('tells the agent why, and not to ask again', async () => {
    const id = idIn(push());
    expect(await person.run(['deny', id, '--because', 'the build is red'])).toMatchObject({
      status: 0,
    });
    const { decision, reason } = push();
    expect(decision).toBe('deny');
    expect(reason).toContain('A person refused this call: the build is red');
    expect(reason).toContain('Do not ask again');
    expect((await person.run(['review'])).out).toBe('No call waits for you.\n');
  });

  it("is not for an agent's shell", async () => {
    const id = idIn(push());
    const environment = { ...person.environment, CLAUDECODE: '1' };
    expect((await person.run(['deny', id], { environment })).status).toBe(2);
  });
});

describe('agsec grants', () => {
  it('lists what holds and takes it back', async () => {
    expect((await person.run(['grants'])).out).toBe('No answer holds.\n');
    const id = idIn(push());
    await person.run(['approve', id, '--for', 'session'], { answers: 'code' });
    const { out } = await person.run(['grants']);
    expect(out).toMatch(new RegExp(`^${id} +yes, session +12 h left +Claude Code +Bash +git push`));
    expect(await person.json(['grants', 'list'])).toMatchObject({ grants: [{ id }], forged: [] });
    expect(passes()).toBe(true);
    await person.run(['grants', 'revoke', id]);
    expect(passes()).toBe(false);
  });

  it('takes all back at once', async () => {
    for (const session of ['s1', 's2']) {
      await person.run(['approve', idIn(push(session)), '--for', 'session'], { answers: 'code' });
    }
    const { out } = await person.run(['grants', 'revoke', '--all']);
    expect(out).toContain('2 answers');
    expect([passes('s1'), passes('s2')]).toEqual([false, false]);
  });

  it('says what is wrong with what it is asked', async () => {
    expect((await person.run(['grants', 'revoke'])).err).toContain('Name one answer');
    expect((await person.run(['grants', 'revoke', 'zzzzzzzz'])).err).toContain('holds');
  });
});

describe('agsec watch', () => {
  it('tells of each call once, as it begins to wait', async () => {
    const home = homeLayout(person.state(''));
    const seen: string[] = [];
    const stop = new AbortController();
    push('s1');
    const watching = watchRequests(home, stop.signal, ({ session }) => {
      seen.push(session);
      if (session === 's1') push('s2');
      else stop.abort();
    });
    await watching;
    expect(seen).toEqual(['s1', 's2']);
  });
});

it('a file of another program among the answers changes nothing', () => {
  push();
  writeFileSync(person.write(person.state('grants/readme'), ''), 'hello');
  expect(push().decision).toBe('deny');
});

describe('agsec approve --always', () => {
  beforeEach(async () => {
    person = new FakePerson();
    await person.run(['init']);
  });

  const fetches = (url: string) => agentCalls(person, 'WebFetch', { url, prompt: 'read it' });

  it('shows the statement as it will be, and changes it after a yes', async () => {
    const id = idIn(fetches('https://docs.example/a'));
    const refused = await person.run(['approve', id, '--always'], { answers: 'nonsense' });
    expect(refused.out).toMatch(/~ ReviewExternal {2}policies\/04_web\.yaml/);
    expect(refused.out).toContain('+        - docs.example');
    expect(fetches('https://docs.example/b').decision).toBe('deny');
    await person.run(['approve', id, '--always'], { answers: 'code' });
    expect(fetches('https://docs.example/c').decision).toBe('pass');
    expect(fetches('https://other.example/').decision).toBe('deny');
    expect((await person.run(['status'])).out).not.toContain('not accepted');
  });

  it('lets one tool of a server pass', async () => {
    const create = () => agentCalls(person, 'mcp__github__create_issue', { title: 'x' });
    await person.run(['approve', idIn(create()), '--always'], { answers: 'code' });
    expect(create().decision).toBe('pass');
    expect(agentCalls(person, 'mcp__github__delete_repo', {}).decision).toBe('deny');
  });

  it('refuses what no single value says', async () => {
    person.write(
      person.state('policies/90.yaml'),
      'version: "1.0"\nstatements:\n  - { sid: AskPush, effect: review, actions: [git.push] }\n',
    );
    const id = idIn(agentRuns(person, 'git push origin topic'));
    const { status, err } = await person.run(['approve', id, '--always'], { answers: 'code' });
    expect(status).toBe(2);
    expect(err).toContain('Use --for project');
    expect((await person.run(['review'])).out).toContain(id);
  });
});

describe('at a real terminal', () => {
  it('keys answer, and the code is asked for once', async () => {
    push('s1');
    push('s2');
    const { status, stdout } = await runAtTerminal(person, ['review'], 'code', {}, 'xad');
    expect(stdout).toContain('approved');
    expect(stdout).toContain('denied');
    expect(stdout.split('to go on: ')).toHaveLength(2);
    expect(status).toBe(0);
    expect(passes('s1')).toBe(true);
    expect(push('s2').reason).toContain('A person refused this call');
  });

  it('Ctrl-C leaves everything waiting', async () => {
    push();
    const { stdout } = await runAtTerminal(person, ['review'], 'code', {}, '\u0003');
    expect(stdout).toContain('1 call left waiting');
  });
});
