import { describe, expect, it } from 'vitest';
import { derived, event, operation, run, shellLine, tool } from '../__fixtures__/event-builder.ts';
import {
  allow,
  deny,
  layer,
  policies,
  review,
  userPolicies,
  where,
} from '../__fixtures__/policy-builder.ts';
import type { CompiledStatement } from './compiled-policy.ts';
import { evaluate } from './evaluate.ts';

const read = (path: string) => tool('file.read', { file_path: path });
const noEnv = deny('BlockEnvAccess', 'file.read', where('params.file_path', 'regex', '\\.env$'));
const maybeEtc = deny('NoEtc', 'file.delete', where('params.file_path', 'within', '/etc'));

describe('Combining within a layer', () => {
  it('deny wins over review, review over allow, whatever the order', () => {
    const statements = [allow('A', '*'), review('R', 'file.*'), deny('D', 'file.read')];
    for (const order of [statements, [...statements].reverse()]) {
      expect(evaluate(userPolicies(...order), event(read('/x')))).toMatchObject({
        effect: 'deny',
        matched_by: 'explicit_deny',
        statement: { sid: 'D', policy: 'policy.yaml', layer: 'user' },
      });
      expect(evaluate(userPolicies(...order), event(tool('file.write'))).effect).toBe('review');
      expect(evaluate(userPolicies(...order), event(tool('web.search'))).effect).toBe('allow');
    }
  });

  it('answers its default when no statement matches', () => {
    const answer = evaluate(policies(layer('user', [], 'review')), event(read('/x')));
    expect(answer).toMatchObject({ effect: 'review', matched_by: 'default' });
    expect(answer.statement).toBeUndefined();
    expect(evaluate(policies(layer('user', [], 'allow')), event(read('/x')))).toMatchObject({
      effect: 'allow',
      matched_by: 'default',
    });
  });

  it('an explicit review of the call itself stands above a default deny', () => {
    const decision = evaluate(userPolicies(review('R', 'web.fetch')), event(tool('web.fetch')));
    expect(decision).toMatchObject({ effect: 'review', matched_by: 'explicit_review' });
  });

  it('not_actions leaves actions out', () => {
    const compiled = userPolicies(allow('A', 'file.*', [], { notActions: ['file.delete'] }));
    expect(evaluate(compiled, event(read('/x'))).effect).toBe('allow');
    expect(evaluate(compiled, event(tool('file.delete'))).effect).toBe('deny');
  });

  it('an explicit answer is preferred to an unknown of the same effect', () => {
    const unsure = deny('A', '*', where('params.x', '==', 'a'), { onUnknown: 'deny' });
    const sure = deny('B', '*');
    const decision = evaluate(
      userPolicies(unsure, sure),
      event(tool('a.b', {}, { unknown: ['x'] })),
    );
    expect(decision).toMatchObject({ matched_by: 'explicit_deny', statement: { sid: 'B' } });
  });

  it('an unknown deny is stricter than an explicit review', () => {
    const unsure = deny('A', '*', where('params.x', '==', 'a'), { onUnknown: 'deny' });
    const decision = evaluate(
      userPolicies(unsure, review('B', '*')),
      event(tool('a.b', {}, { unknown: ['x'] })),
    );
    expect(decision).toMatchObject({ effect: 'deny', matched_by: 'unknown' });
  });

  it('what may be denied is not looser than what nothing allows', () => {
    const remove = tool('file.delete', {}, { unknown: ['file_path'] });
    expect(evaluate(userPolicies(maybeEtc), event(remove))).toMatchObject({
      effect: 'deny',
      matched_by: 'default',
    });
    expect(evaluate(policies(layer('user', [maybeEtc])), event(remove)).effect).toBe('deny');
    expect(evaluate(userPolicies(maybeEtc, allow('A', '*')), event(remove)).effect).toBe('review');
  });
});

describe('Combining layers', () => {
  const call = event(read('/work/app/x'));

  it('the strictest answer wins, and each layer keeps its own', () => {
    const decision = evaluate(
      policies(
        layer('managed', [], 'allow'),
        layer('user', [allow('A', '*')]),
        layer('agent', []),
        layer('project', [deny('P', 'file.read')]),
      ),
      call,
    );
    expect(decision).toMatchObject({ effect: 'deny', statement: { sid: 'P', layer: 'project' } });
    expect(decision.layers).toEqual([
      { layer: 'managed', effect: 'allow', matched_by: 'default' },
      {
        layer: 'user',
        effect: 'allow',
        matched_by: 'explicit_allow',
        statement: { sid: 'A', policy: 'policy.yaml', layer: 'user' },
      },
      { layer: 'agent' },
      {
        layer: 'project',
        effect: 'deny',
        matched_by: 'explicit_deny',
        statement: { sid: 'P', policy: 'policy.yaml', layer: 'project' },
      },
    ]);
  });

  it('a layer without default has nothing to say where no statement matches', () => {
    const overlay = layer('agent', [deny('D', 'web.fetch')]);
    expect(evaluate(policies(layer('user', [allow('A', '*')]), overlay), call).effect).toBe(
      'allow',
    );
  });

  it('no answer at all is a deny', () => {
    for (const compiled of [policies(), policies(layer('user', []), layer('managed', []))]) {
      const decision = evaluate(compiled, call);
      expect(decision).toMatchObject({ effect: 'deny', matched_by: 'default' });
      expect(decision.statement).toBeUndefined();
    }
  });

  it("a repository's policies never loosen: their allow or review is no ground to run", () => {
    const friendly = layer('project', [allow('A', '*')], 'allow');
    const curious = layer('project', [review('R', '*')]);
    for (const project of [friendly, curious]) {
      expect(evaluate(policies(layer('user', []), project), call).effect).toBe('deny');
      expect(evaluate(policies(layer('user', [], 'deny'), project), call).effect).toBe('deny');
      expect(evaluate(policies(project), call).effect).toBe('deny');
    }
    expect(evaluate(policies(layer('user', [], 'allow'), curious), call).effect).toBe('review');
    expect(evaluate(policies(layer('user', [], 'review'), friendly), call).effect).toBe('review');
  });

  it('a managed deny cannot be loosened from below', () => {
    const managed = layer('managed', [noEnv]);
    const below = [layer('user', [allow('A', '*')]), layer('project', [allow('B', '*')])];
    expect(evaluate(policies(managed, ...below), event(read('/p/.env'))).effect).toBe('deny');
    expect(evaluate(policies(managed, ...below), call).effect).toBe('allow');
  });

  it('reports the more trusted of two layers that deny', () => {
    const layers = [layer('project', [deny('P', '*')]), layer('managed', [deny('M', '*')])];
    expect(evaluate(policies(...layers), call).statement?.sid).toBe('M');
  });
});

describe('Derived actions only tighten', () => {
  const bash = allow('AllowBash', 'bash.execute');

  it('AllowBash plus BlockEnvAccess means what its author thinks', () => {
    const compiled = userPolicies(bash, noEnv);
    const cat = shellLine('cat .env', [
      run('cat .env'),
      derived('file.read', { file_path: '/p/.env' }),
    ]);
    expect(evaluate(compiled, event(cat))).toMatchObject({
      effect: 'deny',
      matched_by: 'explicit_deny',
      statement: { sid: 'BlockEnvAccess' },
    });
    const echo = shellLine('echo .env >> .gitignore', [
      run('echo .env'),
      derived('file.write', { file_path: '/p/.gitignore' }),
    ]);
    expect(evaluate(compiled, event(echo)).effect).toBe('allow');
  });

  it('a default does not apply to them, an allow of one does not allow the call', () => {
    const part = derived('file.read', { file_path: '/x' });
    const call = event(operation(tool('tool.x'), [part]));
    expect(evaluate(userPolicies(allow('A', 'tool.x')), call).effect).toBe('allow');
    expect(evaluate(userPolicies(allow('A', 'file.read')), call).effect).toBe('deny');
  });

  it('review and unknown of one count for the call', () => {
    const part = derived('file.delete', {}, { unknown: ['file_path'] });
    const call = event(shellLine('rm "$X"', [run('rm *'), part]));
    expect(evaluate(userPolicies(bash, review('R', 'file.delete')), call)).toMatchObject({
      effect: 'review',
      matched_by: 'explicit_review',
    });
    expect(evaluate(userPolicies(bash, maybeEtc), call)).toMatchObject({
      effect: 'review',
      matched_by: 'unknown',
    });
  });

  it('adding a reviewed command to a line that nothing allows does not make it reviewable', () => {
    const compiled = userPolicies(review('R', 'file.delete'));
    const line = [run('evil'), run('rm x'), derived('file.delete', { file_path: '/w/x' })];
    expect(evaluate(compiled, event(shellLine('evil', [run('evil')]))).effect).toBe('deny');
    expect(evaluate(compiled, event(shellLine('evil; rm x', line))).effect).toBe('deny');
  });
});

describe('Allow by parts', () => {
  const git = allow('Git', 'command.run', where('params.name', '==', 'git'));
  const reads = allow('Reads', 'file.read', where('params.file_path', 'within', '/work'));
  const decide = (
    statements: readonly CompiledStatement[],
    ...call: Parameters<typeof shellLine>
  ) => evaluate(userPolicies(...statements), event(shellLine(...call)));

  it('a line is allowed when every part is', () => {
    const parts = [
      run('git log'),
      run('git status'),
      derived('file.read', { file_path: '/work/x' }),
    ];
    const decision = decide([git, reads], 'git log; git status < x', parts);
    expect(decision).toMatchObject({ effect: 'allow', matched_by: 'allow_by_parts' });
    expect(decision.statement).toBeUndefined();
  });

  it('one part without an allow, of whatever kind, is enough to deny', () => {
    expect(decide([git], 'git log; evil', [run('git log'), run('evil')]).effect).toBe('deny');
    const written = [run('git log'), derived('file.write', { file_path: '/work/x' })];
    expect(decide([git, reads], 'git log > x', written).effect).toBe('deny');
    const outside = [run('git log'), derived('file.read', { file_path: '/etc/x' })];
    expect(decide([git, reads], 'git log < /etc/x', outside).effect).toBe('deny');
  });

  it('needs a complete analysis and one command', () => {
    expect(decide([git, reads], 'git $X', [run('git *')], ['dynamic-command']).effect).toBe('deny');
    const none = [derived('file.read', { file_path: '/work/x' })];
    expect(decide([git, reads], '< x', none).effect).toBe('deny');
    expect(decide([allow('All', 'command.run')], ':', []).effect).toBe('deny');
  });

  it('is only for shell lines', () => {
    const call = event(operation(tool('tool.x'), [run('git log')]));
    expect(evaluate(userPolicies(git), call).effect).toBe('deny');
  });

  it('is asked after an explicit answer about the line', () => {
    const line = [run('git log')];
    expect(decide([git, review('R', 'bash.execute')], 'git log', line).effect).toBe('review');
    expect(decide([git, deny('D', 'bash.execute')], 'git log', line).effect).toBe('deny');
  });

  it('a part that is to be reviewed makes the whole line a review', () => {
    const push = review('Push', 'git.push');
    const parts = [run('git push'), derived('git.push', { remote: 'origin' })];
    expect(decide([git, push], 'git push', parts)).toMatchObject({
      effect: 'review',
      statement: { sid: 'Push' },
    });
  });

  it('counts within one layer: no two layers make up one allow', () => {
    const parts = [run('git log'), derived('file.read', { file_path: '/work/x' })];
    const compiled = policies(layer('user', [git], 'deny'), layer('agent', [reads]));
    expect(evaluate(compiled, event(shellLine('git log < x', parts))).effect).toBe('deny');
  });
});

describe('Events with several operations', () => {
  it('the strictest decides', () => {
    const call = event([
      operation(read('/work/x')),
      operation(read('/p/.env')),
      operation(tool('file.write')),
    ]);
    const decision = evaluate(userPolicies(allow('Reads', 'file.*'), noEnv), call);
    expect(decision).toMatchObject({ effect: 'deny', statement: { sid: 'BlockEnvAccess' } });
    expect(decision.actions.map(({ operation: index, effect }) => [index, effect])).toEqual([
      [0, 'allow'],
      [1, 'deny'],
      [2, 'allow'],
    ]);
  });

  it('an allow of one does not carry over to another', () => {
    const call = event([operation(read('/work/x')), operation(tool('web.fetch'))]);
    expect(evaluate(userPolicies(allow('Reads', 'file.read')), call).effect).toBe('deny');
  });
});

describe('What is decided for each action', () => {
  it('names the statement, and leaves out what no statement speaks about', () => {
    const parts = [run('cat .env'), derived('file.read', { file_path: '/p/.env' })];
    const call = event(shellLine('cat .env', parts));
    const { actions } = evaluate(userPolicies(allow('Bash', 'bash.execute'), noEnv), call);
    expect(actions).toEqual([
      {
        operation: 0,
        effect: 'allow',
        matched_by: 'explicit_allow',
        statement: { sid: 'Bash', policy: 'policy.yaml', layer: 'user' },
      },
      { operation: 0, derived: 0 },
      {
        operation: 0,
        derived: 1,
        effect: 'deny',
        matched_by: 'explicit_deny',
        statement: { sid: 'BlockEnvAccess', policy: 'policy.yaml', layer: 'user' },
      },
    ]);
  });

  it("shows a default and an allow by parts at the tool's own action", () => {
    const denied = evaluate(userPolicies(), event(read('/x')));
    expect(denied.actions).toEqual([{ operation: 0, effect: 'deny', matched_by: 'default' }]);
    const git = allow('Git', 'command.run');
    const [line] = evaluate(userPolicies(git), event(shellLine('git log'))).actions;
    expect(line).toEqual({ operation: 0, effect: 'allow', matched_by: 'allow_by_parts' });
  });

  it('shows the strictest layer', () => {
    const compiled = policies(layer('user', [allow('A', '*')]), layer('project', [deny('P', '*')]));
    expect(evaluate(compiled, event(read('/x'))).actions[0]?.statement?.sid).toBe('P');
  });
});
