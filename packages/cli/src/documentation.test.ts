import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatIssue, loadPolicies } from '@agsec/core/policy';
import { describe, expect, it } from 'vitest';
import { listPacks } from './packs/packs.ts';

const root = join(import.meta.dirname, '../../..');

/** Every policy that a page shows. */
const examples = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)]
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) =>
    [...readFileSync(join(root, name), 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)].map(
      ([, text = ''], at) => ({ name: `${name}, example ${at + 1}`, text }),
    ),
  )
  .filter(({ text }) => text.startsWith('version:'));

function issuesOf(file: string, text: string): readonly string[] {
  const result = loadPolicies([{ file, text }]);
  return result.ok ? [] : result.issues.map(formatIssue);
}

describe('what the documentation shows', () => {
  it('has examples', () => {
    expect(examples.length).toBeGreaterThan(3);
  });

  it.each(examples)('$name loads', ({ text }) => {
    expect(issuesOf('example.yaml', text)).toEqual([]);
  });
});

describe('policy packs', () => {
  it('load together, each statement with a reason', () => {
    const sources = listPacks().flatMap(({ files }) =>
      files.map(({ name, text }) => ({ file: name, text })),
    );
    const loaded = loadPolicies(sources);
    expect(loaded).toMatchObject({ ok: true });
    const policies = loaded.ok ? loaded.policies : [];
    const silent = policies.flatMap(({ statements }) => statements.filter((each) => !each.reason));
    expect(silent.map((each) => each.sid)).toEqual([]);
  });
});
