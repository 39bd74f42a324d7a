import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Action } from '../action.ts';
import { evaluate } from '../engine/evaluate.ts';
import type { Event } from '../event.ts';
import { compilePolicies } from './compile-policies.ts';
import { loadPolicies } from './load-policies.ts';

const PATH = fileURLToPath(
  new URL('../../../../docs/examples/article-policy.yaml', import.meta.url),
);

function compile() {
  const result = loadPolicies([{ file: 'article-policy.yaml', text: readFileSync(PATH, 'utf8') }]);
  if (!result.ok) throw new Error('the article’s policy does not load');
  return compilePolicies([{ layer: 'user', policies: result.policies }]);
}

/** A shell line with what an analysis of it gives. */
function shellEvent(command: string, derived: readonly Action[]): Event {
  return {
    hook: 'PreToolUse',
    tool: 'Bash',
    context: { agent: 'claude-code', cwd: '/p', home: '/home/u', workspace_roots: ['/p'] },
    operations: [
      {
        action: {
          name: 'bash.execute',
          params: { command, cwd: '/p' },
          origin: 'tool',
          unknown: [],
          forms: { command: [command, ...derived.flatMap(commandOf)] },
        },
        derived,
        analysis: { complete: true, unknown: [] },
      },
    ],
  };
}

function commandOf({ params }: Action): readonly string[] {
  const command = params['command'];
  return typeof command === 'string' ? [command] : [];
}

function derived(name: string, params: Action['params']): Action {
  return { name, params, origin: 'derived', via: { name: 'x', wrappers: [] }, unknown: [] };
}

describe('the article’s policy, loaded without change', () => {
  it('stops a read of .env by any program, and says which statement did', () => {
    const decision = evaluate(
      compile(),
      shellEvent('cat .env', [derived('file.read', { file_path: '/p/.env', cwd: '/p' })]),
    );
    expect(decision).toMatchObject({
      effect: 'deny',
      matched_by: 'explicit_deny',
      statement: { sid: 'BlockEnvAccess', policy: 'article-policy.yaml', layer: 'user' },
      reason: 'Block access to environment files',
    });
  });

  it('stops a disguised rm by what the line runs', () => {
    const decision = evaluate(
      compile(),
      shellEvent("r''m -rf x", [derived('command.run', { name: 'rm', command: 'rm -rf x' })]),
    );
    expect(decision).toMatchObject({ effect: 'deny', statement: { sid: 'BlockFileDelete' } });
  });

  it('lets a line pass that only names .env', () => {
    const decision = evaluate(
      compile(),
      shellEvent('echo ".env" >> .gitignore', [
        derived('command.run', { name: 'echo', command: 'echo .env' }),
        derived('file.write', { file_path: '/p/.gitignore', append: true, cwd: '/p' }),
      ]),
    );
    expect(decision).toMatchObject({ effect: 'allow', statement: { sid: 'AllowBash' } });
  });
});

describe('an article’s policy written carelessly', () => {
  const text = readFileSync(PATH, 'utf8');

  it.each([
    ['conditions:', 'condition:'],
    ['op: "regex"', 'op: "regx"'],
    ['["bash.execute"]', '["Bash"]'],
    ['params.command:', 'params.comand:'],
    ['effect: deny', 'effect: dney'],
    ['"\\\\brm\\\\s"', '"\\brm\\s"'],
    ['default: deny', 'defualt: deny'],
    ['sid: "AllowBash"', 'sid: "BlockEnvAccess"'],
  ])('%s as %s does not load, instead of losing a statement', (right, wrong) => {
    expect(text).toContain(right);
    const broken = text.replace(right, wrong);
    expect(loadPolicies([{ file: 'p.yaml', text: broken }]).ok).toBe(false);
  });
});
