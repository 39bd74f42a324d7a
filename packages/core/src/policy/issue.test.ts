import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatIssue, listIssueCodes } from './issue.ts';

const SOURCES = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'issue.ts')
  .map((name) => readFileSync(`${import.meta.dirname}/${name}`, 'utf8'))
  .join('\n');

describe('issues', () => {
  it('are one line each, as a compiler writes them', () => {
    const issue = { file: '03_files.yaml', line: 12, column: 7, code: 'bad-glob', message: 'no' };
    expect(formatIssue(issue)).toBe('03_files.yaml:12:7: no');
  });

  it('each have a code that some check gives', () => {
    const unused = listIssueCodes().filter(({ code }) => !SOURCES.includes(`'${code}'`));
    expect(unused).toEqual([]);
  });
});
