import { spawn } from 'node:child_process';
import { appendFileSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleScript } from '../../test/bundle-script.ts';
import { TestHome } from '../../test/test-home.ts';
import { Session } from './session.ts';

let machine: TestHome;
let folder = '';
beforeEach(() => {
  machine = new TestHome();
  folder = join(machine.agsecHome, 'sessions');
});
afterEach(() => machine.remove());

const session = (id = 's1') => new Session(folder, 'tester', id);

describe('what is remembered of a session', () => {
  it('is the folder it was first seen in, which no later call widens', () => {
    expect(session().rootFor('/w/project')).toBe('/w/project');
    expect(session().rootFor('/')).toBe('/w/project');
    expect(session('s2').rootFor('/other')).toBe('/other');
  });

  it('is what its calls wrote', () => {
    session().noteWritten(['/w/a.sh', '/w/b.sh']);
    session().noteWritten(['/w/a.sh']);
    expect(session().wrote('/w/a.sh')).toBe(true);
    expect(session().wrote('/w/c.sh')).toBe(false);
    expect(session('s2').wrote('/w/a.sh')).toBe(false);
    const [file = ''] = readdirSync(folder);
    expect(readFileSync(join(folder, file), 'utf8').trim().split('\n')).toHaveLength(2);
  });

  it('is nothing until there is something', () => {
    expect(session().wrote('/w/a.sh')).toBe(false);
    session().noteWritten([]);
    expect(readdirSync(machine.agsecHome)).toEqual([]);
  });

  it('is taken as everything once it is too much, and keeps its root', () => {
    session().rootFor('/w');
    session().noteWritten(
      Array.from({ length: 5000 }, (_, index) => `/w/${'x'.repeat(60)}${index}`),
    );
    expect(session().wrote('/never/written')).toBe(true);
    expect(session().rootFor('/')).toBe('/w');
    const size = () => readFileSync(join(folder, readdirSync(folder)[0] ?? ''), 'utf8').length;
    const full = size();
    session().noteWritten(['/one/more']);
    expect(size()).toBe(full);
  });

  it.each([['{"wrote":'], ['null'], ['{"other":1}']])(
    'is taken as everything where a line is damaged: %s',
    (line) => {
      session().noteWritten(['/w/a']);
      appendFileSync(join(folder, readdirSync(folder)[0] ?? ''), `${line}\n`);
      expect(session().wrote('/other')).toBe(true);
    },
  );

  it('keeps sessions apart whatever an agent calls them', () => {
    for (const id of ['../../escape', 'a/b', 'x'.repeat(300), '']) session(id).rootFor(`/${id}`);
    expect(readdirSync(folder)).toHaveLength(4);
    expect(session('../../escape').rootFor('/')).toBe('/../../escape');
  });

  it('goes a month after the last call', () => {
    session('old').rootFor('/w');
    const path = join(folder, readdirSync(folder)[0] ?? '');
    utimesSync(path, 1, 1);
    session('new').rootFor('/w');
    expect(readdirSync(folder)).toEqual(['tester-new.jsonl']);
  });

  it('loses nothing when calls come at the same time', async () => {
    const script = await bundleScript(
      'note',
      `import { Session } from './src/state/session.ts';
       const [, , folder = '', name = ''] = process.argv;
       for (let count = 0; count < 50; count += 1) {
         new Session(folder, 'tester', 's1').noteWritten(['/w/' + name + count]);
       }`,
    );
    const names = ['a', 'b', 'c', 'd'];
    const run = (name: string) =>
      new Promise((done) => {
        spawn(process.execPath, [script, folder, name], { stdio: 'inherit' }).on('exit', done);
      });
    expect(await Promise.all(names.map(run))).toEqual([0, 0, 0, 0]);
    const missing = names.flatMap((name) =>
      Array.from({ length: 50 }, (_, count) => `/w/${name}${count}`),
    );
    expect(missing.filter((path) => !session().wrote(path))).toEqual([]);
  });
});
