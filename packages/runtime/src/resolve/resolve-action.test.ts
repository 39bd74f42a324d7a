import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeDisk } from './disk.ts';
import { Lookups } from './lookups.ts';
import { resolveAction } from './resolve-action.ts';

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'agsec-resolve-')));
  mkdirSync(join(root, 'a/b'), { recursive: true });
  for (const name of ['.env', 'a/b/.env', 'a/x.ts', 'y.ts']) writeFileSync(join(root, name), '');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** The forms of a pattern below the folder. */
function forms(pattern: string, unknown: readonly string[] = []): readonly string[] {
  const action = {
    name: 'file.read',
    params: { file_path: pattern, cwd: root },
    origin: 'derived',
    unknown,
    globs: ['file_path'],
  } as const;
  const resolved = resolveAction(action, { cwd: root }, new Lookups(nodeDisk('linux')));
  const all = resolved.forms?.['file_path'] ?? [String(resolved.params['file_path'])];
  return all.map((path) => path.slice(root.length + 1));
}

describe('a path with a glob', () => {
  it('is all it names on disk', () => {
    expect(forms('.e*')).toEqual(['.e*', '.env']);
    expect(forms('.[e]nv')).toEqual(['.[e]nv', '.env']);
    expect(forms('.en?')).toEqual(['.en?', '.env']);
    expect(forms('**/.e*')).toEqual(['**/.e*', '.env', 'a/b/.env']);
    expect(forms('*.ts')).toEqual(['*.ts', 'y.ts']);
  });

  it('names hidden files even where it is not known to its end', () => {
    expect(forms('./**/.e*', ['file_path'])).toEqual(['**/.e*', '.env', 'a/b/.env']);
    expect(forms('./**/*.ts', ['file_path'])).toEqual(['**/*.ts']);
  });
});

describe('a copy', () => {
  const write = (params: Readonly<Record<string, string | boolean>>) => {
    const action = {
      name: 'file.write',
      params: { cwd: root, ...params },
      origin: 'derived',
      unknown: [],
    } as const;
    return resolveAction(action, { cwd: root }, new Lookups(nodeDisk('linux'))).params;
  };

  it('overwrites a file that is there', () => {
    expect(write({ file_path: '.env', from: 'y.ts' })).toHaveProperty('overwrites', true);
    expect(write({ file_path: 'a/../.env', from: 'y.ts' })).toHaveProperty('overwrites', true);
  });

  it.each([
    ['where there is none', { file_path: 'new', from: 'y.ts' }],
    ['into a folder', { file_path: 'a', from: 'y.ts' }],
    ['that keeps what is there', { file_path: '.env', from: 'y.ts', keeps: true }],
    ['that is none', { file_path: '.env' }],
  ])('%s does not', (_, params) => {
    expect(write(params)).not.toHaveProperty('overwrites');
  });
});
