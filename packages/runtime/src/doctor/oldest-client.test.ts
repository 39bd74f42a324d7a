import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleAdapter } from '../../test/sample-adapter.ts';
import { type TemporaryHome, temporaryHome } from '../testing/temporary-home.ts';
import { isOlder, tooOldClient } from './oldest-client.ts';

let home: TemporaryHome;
beforeEach(() => {
  home = temporaryHome();
});
afterEach(() => home.remove());

describe('a version', () => {
  it.each([
    ['1.2.3', '1.2.4', true],
    ['1.2.3', '1.2.3', false],
    ['1.2', '1.2.1', true],
    ['1.10.0', '1.9', false],
    ['2.0.0', '1.9.9', false],
    ['2026.09.10-fd3934a', '2.6', false],
    ['2.5.0-nightly', '2.6', true],
  ])('%s is older than %s: %s', (version, than, expected) => {
    expect(isOlder(version, than)).toBe(expected);
  });
});

describe('a client', () => {
  const adapter = {
    title: 'Sample',
    install: {
      ...sampleAdapter.install,
      versionCommand: ['sample', '--version'],
      oldestClient: { version: '2.6', why: 'it drops the file' },
    },
  };

  function found(version: string) {
    const folder = join(home.folder, 'bin');
    mkdirSync(folder);
    writeFileSync(join(folder, 'sample'), `#!/bin/sh\necho ${version}\n`, { mode: 0o755 });
    return tooOldClient(adapter, { PATH: `${folder}:/usr/bin:/bin` }, home.folder);
  }

  it('that is too old is told of, with what helps', async () => {
    expect(await found('2.5.9')).toEqual({
      message: 'Sample 2.5.9 is too old: it drops the file.',
      hint: 'Update Sample to 2.6 or later, then install again.',
    });
  });

  it('that is new enough is not', async () => {
    expect(await found('2.6.0')).toBeUndefined();
  });

  it('that is not found is not', async () => {
    expect(await tooOldClient(adapter, { PATH: '/nowhere' }, home.folder)).toBeUndefined();
  });

  it('is not asked for where there is no limit', async () => {
    const { oldestClient: _, ...install } = adapter.install;
    expect(await tooOldClient({ ...adapter, install }, {}, home.folder)).toBeUndefined();
  });
});
