import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakePerson } from '../../test/fake-person.ts';
import { requireRootOnly } from './root-only.ts';

const refused = (path: string): unknown => {
  try {
    requireRootOnly(path, 'The program');
    return undefined;
  } catch (error) {
    return error;
  }
};

describe('what only root can change', () => {
  it('is the file system itself, and what is not there yet below it', () => {
    expect(refused('/')).toBeUndefined();
    expect(refused('/agsec-is-not-here/at/all')).toBeUndefined();
  });

  it('is nothing below a folder that everybody writes to, a sticky one too', () => {
    const { folder } = new FakePerson();
    const open = join(folder, 'open');
    mkdirSync(open);
    chmodSync(open, 0o1777);
    expect(refused(join(open, 'agsec'))).toMatchObject({
      code: 'not-root-only',
      message: expect.stringContaining(`through ${open}`),
      help: expect.stringContaining('chmod go-w'),
    });
  });

  it('is not what a link leads out to', () => {
    const { folder } = new FakePerson();
    const [open, link] = [join(folder, 'open'), join(folder, 'link')];
    mkdirSync(open);
    chmodSync(open, 0o777);
    symlinkSync(open, link);
    expect(refused(link)).toMatchObject({ message: expect.stringContaining(`through ${open}`) });
  });
});

describe('the managed scope', () => {
  let person: FakePerson;

  beforeEach(() => {
    person = new FakePerson();
  });

  // As root this stops at the node of these tests or at the machine's own folders only where they
  // are open to others; what it does where they are not is tested end to end, in a sandbox.
  it('has a dry run that changes nothing, and is refused to everybody but root', async () => {
    const before = person.exists('/etc/agsec');
    const { status, err, out } = await person.run([
      ...['install', 'claude-code', '--scope', 'managed', '--dry-run'],
    ]);
    const isRoot = process.getuid?.() === 0;
    if (isRoot) expect(`${out}${err}`).toMatch(/Nothing was changed|users other than root/);
    else expect(err).toContain('only root installs it');
    expect(status === 0).toBe(isRoot && out.includes('Nothing was changed'));
    expect(person.exists('/etc/agsec')).toBe(before);
  });
});
