import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  agsecWithCodex,
  type CodexRun,
  codexWorld,
  inCodexHome,
  type Person,
  protectCodex,
  questionsIn,
  runCodex,
  SANDBOX_OF_ITS_OWN,
  usedAtTerminal,
} from '../harness/codex/run-codex.ts';
import { agsecAtTerminal } from '../harness/replay/at-terminal.ts';
import type { World } from '../harness/run-claude.ts';
import type { Block, SandboxResult } from '../harness/sandbox.ts';

/**
 * What becomes of a review where somebody may answer Codex's own question: the real client with its
 * server, an editor that shows the question, and the scripted model. Judged by what ran.
 */

const ASK = `version: "1.0"
statements:
  - sid: AskTouch
    effect: review
    actions: [command.run]
    conditions: { params.name: touch }
    reason: Touching is looked at
`;

let world: World;

beforeEach(async () => {
  world = codexWorld(SANDBOX_OF_ITS_OWN);
  await protectCodex(world);
  world.write('home/.agsec/policies/90_ask.yaml', ASK);
});

afterEach(() => world.dispose());

const bash = (cmd: string, more: object = {}): Block => ({
  tool: 'exec_command',
  input: { cmd, ...more },
});

const YES: Person = { answers: 'accept' };
const NO: Person = { answers: 'decline' };

async function play(
  calls: readonly Block[],
  approvals: CodexRun['approvals'],
  more: Partial<CodexRun> = {},
): Promise<SandboxResult> {
  const turns = [...calls.map((call) => [call]), [{ text: 'done' }]];
  const result = await runCodex({
    world,
    script: { turns },
    ...(approvals === undefined ? {} : { approvals }),
    ...more,
  });
  expect(result.client?.timedOut, result.client?.stderr).toBe(false);
  expect(result.requests.every((request) => request === 'POST /v1/responses')).toBe(true);
  return result;
}

const inProject = (path: string): string => join(world.project, path);

const told = ({ toolResults }: SandboxResult, at = 0): string => toolResults[at]?.text ?? '';

/** Denied under an id by which a person can approve it, and nobody asked by the client. */
function expectDeniedWithId(result: SandboxResult): void {
  expect(questionsIn(result)).toEqual([]);
  expect(told(result)).toMatch(/agsec approve [0-9a-z]{8}/);
}

describe('a command that needs a person, where one answers Codex’s questions', () => {
  it('is asked about in full, and runs after their yes', async () => {
    const line = `touch made && printf '%s\\n' "it's $((1 + 1))" > "out put"`;
    const result = await play([bash(line)], YES);
    const [question, ...others] = questionsIn(result);
    expect(others).toEqual([]);
    expect(question?.method).toBe('item/commandExecution/requestApproval');
    expect(question?.params.reason).toContain('agsec: a policy wants a person to look at this');
    expect(question?.params.command).toContain('AskTouch');
    expect(question?.params.command).not.toContain('OUTSIDE');
    expect(question?.params.availableDecisions).toEqual(['accept', 'cancel']);
    expect(existsSync(inProject('made'))).toBe(true);
    expect(readFileSync(inProject('out put'), 'utf8')).toBe("it's 2\n");
  });

  it('does not run after their no', async () => {
    const result = await play([bash('touch made')], NO);
    expect(questionsIn(result)).toHaveLength(1);
    expect(existsSync(inProject('made'))).toBe(false);
    expect(told(result)).toContain('rejected');
  });

  it('keeps its shell, folder, lines and status', async () => {
    const lines = ['touch made', 'case $BASH_VERSION in ?*) pwd > where ;; esac', 'exit 3'];
    world.write('project/sub/x', '');
    const result = await play([bash(lines.join('\n'), { workdir: 'sub' })], YES);
    expect(readFileSync(inProject('sub/where'), 'utf8').trim()).toBe(inProject('sub'));
    expect(told(result)).toContain('exited with code 3');
  });

  it('is still in Codex’s own sandbox', async () => {
    const result = await play([bash('touch made; test -w /etc || echo kept from /etc')], YES);
    expect(existsSync(inProject('made'))).toBe(true);
    expect(told(result)).toContain('kept from /etc');
  });

  it('is asked about each time, and leaves what needs nobody alone', async () => {
    const result = await play([bash('touch one'), bash('echo hi > two'), bash('touch one')], YES);
    expect(questionsIn(result)).toHaveLength(2);
    expect(existsSync(inProject('two'))).toBe(true);
  });

  it('is denied at once where a policy denies, whoever would say yes', async () => {
    world.write('project/victim', 'keep');
    const result = await play([bash('touch made; rm -r victim')], YES);
    expect(questionsIn(result)).toEqual([]);
    expect(existsSync(inProject('victim'))).toBe(true);
  });

  it('stays a denial with an id where a person wants it so', async () => {
    const config = join(world.home, '.agsec/config.yaml');
    const text = readFileSync(config, 'utf8');
    writeFileSync(config, text.replace('  native: auto', '  native: never'));
    expectDeniedWithId(await play([bash('touch made')], YES));
  });

  it('is asked about once where it is to run outside the sandbox', async () => {
    const more = { sandbox_permissions: 'require_escalated', justification: 'it has to' };
    const result = await play([bash('touch made; test -w /etc && echo outside', more)], YES);
    const [question, ...others] = questionsIn(result);
    expect(others).toEqual([]);
    expect(question?.params.command).toContain('AskTouch, OUTSIDE the sandbox');
    expect(told(result)).toContain('outside');
  });

  it('is in the log as one that waits', async () => {
    const result = await play([bash('touch made')], YES, {
      after: [agsecWithCodex(world, 'audit', '--json')],
    });
    expect(result.after[0]?.stdout).toMatch(/"review":\s*\{\s*"answer":\s*"waiting"/);
  });
});

describe('in Codex’s own terminal', () => {
  const line = 'touch made; echo it is made';

  async function atTerminal(type: string): Promise<SandboxResult> {
    world.dispose();
    world = codexWorld(SANDBOX_OF_ITS_OWN);
    const config = inCodexHome(world, 'config.toml');
    writeFileSync(config, readFileSync(config, 'utf8') + usedAtTerminal(world.project));
    await protectCodex(world);
    world.write('home/.agsec/policies/90_ask.yaml', ASK);
    return runCodex({
      world,
      script: { turns: [[bash(line)], [{ text: 'done' }]] },
      atTerminal: [{ until: 'Yes, proceed', type }],
      extraEnvironment: { TERM: 'xterm-256color' },
    });
  }

  it('a person is shown the command, and it runs after their yes', async () => {
    const result = await atTerminal('y');
    expect(result.client?.stdout).toContain(line);
    expect(existsSync(inProject('made'))).toBe(true);
  });

  it('and not after their no', async () => {
    const result = await atTerminal('\x1b');
    expect(result.client?.exitCode).toBe(0);
    expect(result.client?.stdout).toContain(line);
    expect(existsSync(inProject('made'))).toBe(false);
  });
});

describe('a review is a denial with an id where it is not certain that a person answers', () => {
  it.each<[string, CodexRun['approvals'], Partial<CodexRun>]>([
    ['nobody is asked', undefined, {}],
    ['a model answers', 'a model', {}],
    [
      'a model answers in the editor',
      YES,
      { extraArguments: ['-c', 'approvals_reviewer="auto_review"'] },
    ],
    ['another program speaks to Codex', { ...YES, editor: 'some-bot' }, {}],
    ['nothing is asked by policy', { ...YES, thread: { approvalPolicy: 'never' } }, {}],
    ['commands have no sandbox', { ...YES, thread: { sandbox: 'danger-full-access' } }, {}],
  ])('%s', async (_, approvals, more) => {
    const result = await play([bash('touch made')], approvals, more);
    expectDeniedWithId(result);
    expect(existsSync(inProject('made'))).toBe(false);
  });

  it('another hook could answer, or change the command', async () => {
    const answer =
      '{"hookSpecificOutput":{"hookEventName":"PermissionRequest","decision":{"behavior":"allow"}}}';
    world.write('answer.sh', `#!/bin/sh\necho '${answer}'\n`);
    const path = inCodexHome(world, 'hooks.json');
    const file = JSON.parse(readFileSync(path, 'utf8'));
    const command = `/bin/sh ${join(world.root, 'answer.sh')}`;
    file.hooks.PermissionRequest.push({ hooks: [{ type: 'command', command }] });
    writeFileSync(path, JSON.stringify(file));
    expectDeniedWithId(await play([bash('touch made')], YES));
  });

  it.each([
    ['is gone', undefined],
    ['says something else', 'prefix_rule(pattern = ["ls"], decision = "prompt")\n'],
  ])('the rule %s', async (_, text) => {
    const path = inCodexHome(world, 'rules/agsec.rules');
    writeFileSync(path, text ?? '');
    expectDeniedWithId(await play([bash('touch made')], YES));
  });

  it.each([
    ['turns its text', 'touch made # \u202e'],
    ['is longer than a screen', `touch made${'\n'.repeat(20)}`],
  ])('the command %s', async (_, line) => {
    expectDeniedWithId(await play([bash(line)], YES));
  });

  it('a sub-agent makes the call', async () => {
    const result = await runCodex({
      world,
      approvals: YES,
      script: {
        turns: [
          [{ tool: 'spawn_agent', namespace: 'multi_agent_v1', input: { message: 'SUB do it' } }],
          [bash('sleep 3')],
          [{ text: 'done' }],
        ],
        routes: [{ match: 'SUB do it', turns: [[bash('touch made')], [{ text: 'done' }]] }],
      },
    });
    const answers = result.toolResults.filter(({ isError }) => isError);
    expect(answers.map(({ text }) => text).join()).toMatch(/agsec approve [0-9a-z]{8}/);
    expect(questionsIn(result)).toEqual([]);
    expect(existsSync(inProject('made'))).toBe(false);
  });

  it('a project brings hooks', async () => {
    world.write(
      'project/.codex/hooks.json',
      '{"hooks":{"PreToolUse":[{"hooks":[{"type":"command","command":"true"}]}]}}',
    );
    expectDeniedWithId(await play([bash('touch made')], YES));
  });
});

describe('the program that runs a command after a yes', () => {
  const program = (): string => join(world.home, '.agsec/bin/codex-asks');

  it('runs nothing where Codex does not ask although it was told to', async () => {
    // What a person's own word does: the file of rules is there and is not read.
    const result = await play([bash('touch made')], YES, { extraArguments: ['--ignore-rules'] });
    expect(existsSync(inProject('made'))).toBe(false);
    expect(questionsIn(result)).toEqual([]);
  });

  it('is not for the agent to run, with a token of its own or one that was used', async () => {
    const first = await play([bash('touch made')], NO);
    expect(questionsIn(first)).toHaveLength(1);
    const [token = 'none'] = readdirSync(join(world.home, '.agsec/questions'));
    expect(token).toMatch(/^[a-z2-7]{26}$/);
    const calls = [
      bash(`'${program()}' 'touch made' 'AskTouch' ${token}`),
      bash(`${program()} 'touch made' AskTouch ${token}`),
      bash(`sh ${program()} 'touch made' AskTouch ${token}`),
      bash(`touch ~/.agsec/questions/${'a'.repeat(26)}`),
      bash(`echo > ~/.agsec/questions/${'a'.repeat(26)}`),
    ];
    const result = await play(calls, YES);
    expect(questionsIn(result)).toEqual([]);
    expect(result.toolResults.map(({ isError }) => isError)).toEqual(calls.map(() => true));
    expect(existsSync(inProject('made'))).toBe(false);
  });

  it('goes with the rule when agsec is uninstalled', async () => {
    expect(existsSync(program())).toBe(true);
    await agsecAtTerminal(world, 'uninstall', 'codex');
    expect(existsSync(program())).toBe(false);
    expect(existsSync(inCodexHome(world, 'rules'))).toBe(false);
  });
});

it('asks by root’s rule where root has installed it', async () => {
  world.dispose();
  world = codexWorld(SANDBOX_OF_ITS_OWN);
  const allow =
    'version: "1.0"\nstatements:\n  - { sid: AllowShell, effect: allow, actions: [bash.execute] }\n';
  world.write('home/.agsec/policies/90_ask.yaml', ASK);
  const result = await play([bash('touch made')], YES, {
    systemFiles: { '/etc/agsec/policies/10_allow.yaml': allow },
    before: [agsecWithCodex(world, 'install', 'codex', '--scope', 'managed')],
  });
  expect([result.before[0]?.exitCode, result.before[0]?.stderr]).toEqual([0, '']);
  expect(questionsIn(result)[0]?.params.command).toContain('/usr/local/lib/agsec/bin/codex-asks');
  expect(existsSync(inProject('made'))).toBe(true);
});
