import { describe, expect, it } from 'vitest';
import { describeWords } from './describe-call.ts';
import type { Effects, Program, Value } from './program.ts';
import { literal, unknownValue } from './values/value.ts';

/** A program that does what the test says. */
function program(describe: (effects: Effects, args: readonly Value[]) => void): Program {
  return {
    names: ['prog'],
    summary: 'For tests',
    grammar: { options: {} },
    describe: (call, effects) => describe(effects, call.args),
  };
}

function found(describe: Parameters<typeof program>[0], words: readonly string[] = []) {
  const surroundings = { cwd: '/p', home: '/home/u', os: 'linux' } as const;
  const analysis = describeWords(['prog', ...words], surroundings, [program(describe)]);
  return { ...analysis, actions: analysis.actions.slice(1) };
}

describe('Effects', () => {
  it('gives an action its folder, its source and its doubts', () => {
    const { actions } = found((effects) => {
      effects.action('file.read', { file_path: unknownValue(), recursive: true, mode: undefined });
    });
    expect(actions).toEqual([
      {
        name: 'file.read',
        params: { file_path: '*', recursive: true, cwd: '/p' },
        origin: 'derived',
        via: { name: 'prog', wrappers: [] },
        unknown: ['file_path'],
        globs: ['file_path'],
      },
    ]);
  });

  it('lists a parameter as unknown if one of its words is', () => {
    const { actions } = found((effects) => {
      effects.action('git.push', { branches: [literal('main'), unknownValue()], force: true });
    });
    expect(actions[0]).toMatchObject({
      params: { branches: ['main', '*'], force: true },
      unknown: ['branches'],
    });
  });

  it('does not report devices that say nothing', () => {
    const { actions } = found((effects) => {
      effects.action('file.write', { file_path: literal('/dev/null') });
      effects.reads(literal('/dev/stdin'));
      effects.writes(literal('/dev/fd/3'), { text: 'x', taint: {} });
    });
    expect(actions).toEqual([]);
  });

  it('runs words with a wrapper, an environment and a folder', () => {
    const { actions } = found((effects) => {
      effects.run([literal('rm'), literal('x')], {
        wrapper: 'box',
        env: { A: literal('1') },
        cwd: literal('sub'),
      });
    });
    expect(actions[0]?.params).toMatchObject({
      wrappers: ['box'],
      env: ['A=1'],
      cwd: '/p/sub',
      command: 'rm x',
    });
    expect(actions[1]?.params).toMatchObject({ file_path: 'x', cwd: '/p/sub' });
  });

  it('leaves an operand open that comes at run time', () => {
    const { actions } = found((effects) => {
      effects.run([literal('rm')], { appendsUnknown: true });
    });
    expect(actions[1]).toMatchObject({ params: { file_path: '*' }, unknown: ['file_path'] });
  });

  it('marks what happens elsewhere, and knows no folder there', () => {
    const { actions } = found((effects) => {
      effects.line(literal('cat ~/x; cd /tmp && rm y'), { elsewhere: true, wrapper: 'ssh' });
    });
    expect(
      actions.filter(({ name }) => name !== 'code.execute').every((each) => each.elsewhere),
    ).toBe(true);
    expect(actions.find(({ name }) => name === 'file.read')?.params['cwd']).toBeUndefined();
  });

  it('gives a line its positional parameters', () => {
    const { actions } = found((effects) => {
      effects.line(literal('rm "$1" $#'), { positional: [literal('sh'), literal('a b')] });
    });
    expect(actions.at(-1)?.params['file_path']).toBe('1');
    expect(actions.at(-2)?.params['file_path']).toBe('a b');
  });

  it('carries what a call reads to what it writes', () => {
    const { actions } = found((effects) => {
      effects.action('file.read', { file_path: literal('.env') });
      effects.action('file.write', { file_path: literal('out') });
      effects.sends({ taint: {} }, { host: literal('h') });
      effects.run([literal('prog2')], {});
    });
    expect(actions.some(({ name }) => name === 'secret.send')).toBe(false);
  });

  it('names a script for the runtime to read', () => {
    const { scripts, actions } = found((effects) => {
      effects.script({ path: 'x.py', language: 'python', args: ['a'] });
    });
    expect(scripts).toEqual([
      { path: 'x.py', language: 'python', args: ['a'], cwd: '/p', wrappers: [] },
    ]);
    expect(actions[0]?.params).toMatchObject({ source: 'file', file_path: 'x.py' });
  });

  it('says that code is not read where nobody can', () => {
    const { unknown } = found((effects) => {
      effects.code('python', literal('print(1)'), 'inline');
    });
    expect(unknown).toEqual(['dynamic-code']);
  });
});

describe('code in another language', () => {
  const surroundings = { cwd: '/p', os: 'linux' } as const;
  const runs = program((effects, [text]) => {
    if (text !== undefined) effects.code('python', text, 'inline');
  });

  it('is handed to its analyser, with the place it runs in', () => {
    const seen: unknown[] = [];
    describeWords(['prog', 'code'], surroundings, [runs], {
      code: (language, text, place) => {
        seen.push({ language, text, place });
        return { actions: [], unknown: [], simpleCommands: [], scripts: [] };
      },
    });
    expect(seen).toEqual([{ language: 'python', text: 'code', place: surroundings }]);
  });

  it('may start commands, which are the outer wrapper’s too', () => {
    const { actions, simpleCommands } = describeWords(['sudo', 'prog', 'x'], surroundings, [runs], {
      code: (_language, _text, _place, run) => run.line(literal('rm y')),
    });
    expect(simpleCommands).toContain('rm y');
    const deletion = actions.find(({ name }) => name === 'file.delete');
    expect(deletion).toMatchObject({
      params: { file_path: 'y', cwd: '/p' },
      via: { name: 'rm', wrappers: ['sudo'] },
    });
  });

  it('is unknown where its analyser fails', () => {
    const { unknown } = describeWords(['prog', 'x'], surroundings, [runs], {
      code: () => {
        throw new Error('no');
      },
    });
    expect(unknown).toEqual(['dynamic-code']);
  });
});
