import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Action, Event, ParamValue } from '@agsec/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestHome } from '../../test/test-home.ts';
import { formsOf } from '../resolve/action-values.ts';
import { Lookups } from '../resolve/lookups.ts';
import { derive } from './derive.ts';

let machine: TestHome;
beforeEach(() => {
  machine = new TestHome();
});
afterEach(() => machine.remove());

type Params = { readonly [name: string]: ParamValue };

function derived(name: string, params: Params, wrote: readonly string[] = []): Event {
  return derive({
    ...machine.machine,
    parsed: {
      hook: 'call',
      tool: 'T',
      context: { agent: 'tester', cwd: machine.project },
      operations: [{ action: { name, params, origin: 'tool', unknown: [] } }],
    },
    lookups: new Lookups(machine.machine.disk),
    sessionWrote: (path) => wrote.includes(path),
  });
}

const shell = (command: string, wrote?: readonly string[]) =>
  derived('bash.execute', { command }, wrote);

function actions(event: Event, name: string): readonly Action[] {
  return event.operations
    .flatMap((operation) => [operation.action, ...operation.derived])
    .filter((action) => action.name === name);
}

const paths = (event: Event, name: string) =>
  actions(event, name).flatMap((action) => formsOf(action, 'file_path'));

describe('what a call would do', () => {
  it('is told with every form of every path, of tools and of lines alike', () => {
    machine.put('project/.env', '');
    symlinkSync(join(machine.project, '.env'), join(machine.project, 'notes.txt'));
    const both = [join(machine.project, 'notes.txt'), join(machine.project, '.env')];
    expect(paths(derived('file.read', { file_path: 'notes.txt' }), 'file.read')).toEqual(both);
    expect(paths(shell('cat notes.txt'), 'file.read')).toEqual(both);
    expect(paths(shell('cd / && cat project/x'), 'file.read')).toEqual(['/project/x']);
  });

  it('includes what its actions imply', () => {
    const event = derived('file.move', { file_path: 'a', to: 'b' });
    expect(paths(event, 'file.delete')).toEqual([join(machine.project, 'a')]);
    expect(paths(event, 'file.write')).toEqual([join(machine.project, 'b')]);
  });

  it('opens a tilde for a tool, and not a quoted one of a line', () => {
    const home = join(machine.home, '.ssh/id');
    expect(paths(derived('file.read', { file_path: '~/.ssh/id' }), 'file.read')).toContain(home);
    expect(paths(shell('cat ~/.ssh/id'), 'file.read')).toEqual([home]);
    expect(paths(shell("cat '~/.ssh/id'"), 'file.read')).toEqual([
      join(machine.project, '~/.ssh/id'),
    ]);
  });

  it('names the files a glob would, and keeps the glob', () => {
    machine.put('project/.env', '');
    machine.put('project/[x].ts', '');
    expect(paths(shell('cat .e*v'), 'file.read')).toEqual([
      join(machine.project, '.e*v'),
      join(machine.project, '.env'),
    ]);
    expect(paths(shell("cat '[x].ts'"), 'file.read')).toEqual([join(machine.project, '[x].ts')]);
  });

  it('does not take what an unknown name may be for what it is', () => {
    machine.put('project/.env', '');
    const [read] = actions(shell('cat "$FILE"'), 'file.read');
    expect([read?.params['file_path'], read?.forms, read?.unknown]).toEqual([
      '*',
      undefined,
      ['file_path'],
    ]);
    expect(paths(shell('cat sub/"$FILE"'), 'file.read')).toEqual([join(machine.project, 'sub/*')]);
    expect(paths(shell('cat "$DIR"/.env'), 'file.read')).toEqual(['*/.env']);
  });

  it('reads files that a tool of another program is given, by any name', () => {
    machine.put('project/data.csv', '');
    const event = derived('mcp.lab.show', { args: { what: 'data.csv', note: 'nothing.csv' } });
    expect(paths(event, 'file.read')).toEqual([join(machine.project, 'data.csv')]);
  });

  it('has the line as sent and each simple command, and for an allow only those', () => {
    const { action } = shell("r''m -rf x && ls").operations[0] ?? {};
    expect(action?.forms?.['command']).toEqual(["r''m -rf x && ls", 'rm -rf x', 'ls']);
    expect(action?.allowForms?.['command']).toEqual(['rm -rf x', 'ls']);
  });

  it('knows the machine, the repository and its branch', () => {
    machine.put('project/.git/HEAD', 'ref: refs/heads/topic\n');
    expect(shell('true').context).toMatchObject({
      os: 'linux',
      home: machine.home,
      user: 'tess',
      git: { root: machine.project, branch: 'topic' },
    });
  });
});

describe('code that a call brings or runs', () => {
  it('is read when a tool hands it over', () => {
    const event = derived('code.execute', { language: 'python', code: 'open(".env").read()' });
    expect(paths(event, 'file.read')).toEqual([join(machine.project, '.env')]);
    expect(event.operations[0]?.analysis.complete).toBe(true);
  });

  it('is not known in a language nobody reads, or without a text', () => {
    const strange = derived('code.execute', { language: 'cobol', code: 'STOP RUN.' });
    expect(strange.operations[0]?.analysis.unknown).toEqual(['dynamic-code']);
    expect(derived('bash.execute', {}).operations[0]?.analysis.unknown).toEqual([
      'dynamic-command',
    ]);
  });

  it('is read in scripts, in their language, and what those start as well', () => {
    machine.put('project/x.py', 'import os\nos.system("cat ../.env")\nopen("y").read()\n');
    machine.put('project/sub/run.sh', 'python3 ../x.py\n');
    const event = shell('cd sub && sh run.sh');
    expect(paths(event, 'file.read')).toEqual(
      expect.arrayContaining([join(machine.project, '.env'), join(machine.project, 'sub/y')]),
    );
    const [read] = actions(event, 'file.read');
    expect(read?.via?.file).toBe(join(machine.project, 'x.py'));
  });

  it('says of a script that the session wrote it', () => {
    const script = machine.put('project/x.sh', 'cat a\n');
    const noted = (wrote: readonly string[]) =>
      [
        ...actions(shell('sh x.sh', wrote), 'file.read'),
        ...actions(shell('sh x.sh', wrote), 'code.execute'),
      ].map((action) => action.via?.session_wrote);
    expect(noted([script])).toEqual([true, true]);
    expect(noted([])).toEqual([undefined, undefined]);
  });

  it('says so of a pipe: whatever runs it runs what is written into it meanwhile', () => {
    execFileSync('mkfifo', [join(machine.project, 'p')]);
    symlinkSync('p', join(machine.project, 'l'));
    for (const line of ['sh p &', 'sh ./l', 'python3 p'])
      expect(actions(shell(line), 'code.execute').map(({ via }) => via?.session_wrote)).toEqual([
        true,
      ]);
    const [nothing] = actions(shell('python3 /dev/null'), 'code.execute');
    expect(nothing?.via?.session_wrote).toBeUndefined();
  });

  it('leaves a script in the dark that is none, whatever the line itself says', () => {
    mkdirSync(join(machine.project, 'x.sh'));
    expect(shell('sh x.sh').operations[0]?.analysis.unknown).toEqual(['script-body']);
  });

  it('is what stands behind an alias of the repository', () => {
    machine.put('project/.git/HEAD', 'ref: refs/heads/main\n');
    machine.put(
      'project/.git/config',
      '[alias]\n\tup = !cat .env\n\tgo = up\n\tpu = push --force\n',
    );
    expect(paths(shell('git up'), 'file.read')).toEqual([join(machine.project, '.env')]);
    expect(paths(shell('git go'), 'file.read')).toEqual([join(machine.project, '.env')]);
    const [push] = actions(shell('git pu'), 'git.push');
    expect(push?.params).toMatchObject({ force: true, branches: ['main'] });
  });
});

describe('look-ups', () => {
  it('leave the paths after them unknown', () => {
    const names = Array.from({ length: 400 }, (_, index) => `f${index}`);
    const event = shell(`cat ${names.join(' ')}`);
    const unknown = actions(event, 'file.read').filter((action) => action.unknown.length > 0);
    expect(unknown.length).toBeGreaterThan(100);
    expect(paths(event, 'file.read')).toHaveLength(400);
  });
});
