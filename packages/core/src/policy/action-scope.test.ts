import { describe, expect, it } from 'vitest';
import { ACTION_CATALOGUE } from '../catalogue.ts';
import { matchesActionPattern } from '../engine/action-pattern.ts';
import { globsOverlap, readActionGlob } from './action-glob.ts';
import { readActionPattern, statementScope } from './action-scope.ts';

function refusal(pattern: string): string {
  const result = readActionPattern(pattern);
  return result.ok
    ? `fits ${result.scope.entries.map(({ name }) => name).join()}`
    : result.issue.message;
}

describe('unknown action', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['file.raed', /no action fits "file\.raed"\. Did you mean "file\.read"/],
    ['fiel.read', /Did you mean "file\.read"/],
    ['files.read', /Did you mean "file\.read"/],
    ['File.Read', /Did you mean "file\.read"/],
    ['bash', /Did you mean "bash\.\*"/],
    ['bsh.execute', /Did you mean "bash\.execute"/],
    ['gti.push', /Did you mean "git\.\*"/],
    ['db.truncate', /There are: db\.execute/],
    ['mcp.github', /There are: mcp\.<server>\.<tool>/],
    ['fil*.raed', /no action fits/],
    ['file.*.x', /no action fits/],
    ['Read', /Did you mean "file\.read"/],
    ['Bash', /Did you mean "bash\.\*"/],
    ['WebFetch', /Did you mean "web\.fetch"/],
    ['Task', /is not an action/],
    ['Payment.charge', /begin in lower case/],
  ];
  it.each(cases)('%s is not a statement that never matches', (pattern, message) => {
    expect(refusal(pattern)).toMatch(message);
  });

  it.each([
    'payment.charge',
    'payment.*',
    'tool.send_email',
    'email.send',
    'send_email',
    'pay*.x',
    'crm.delete',
  ])('%s is a custom action with free parameters', (pattern) => {
    expect(readActionPattern(pattern)).toMatchObject({
      ok: true,
      scope: { custom: true, entries: [] },
    });
  });
});

describe('action patterns', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['', /cannot be empty/],
    ['!file.read', /not_actions/],
    ['file.{read,write}', /braces are not read/],
    ['file.read file.write', /no spaces/],
    ['file.read\n', /no spaces/],
    ['file.read;', /letters, digits/],
    ['file.[rw', /close it/],
    ['file.[z-a]*', /lower character first/],
    [`file.${'x'.repeat(200)}`, /at most 200/],
  ];
  it.each(cases)('%j is refused', (pattern, message) => {
    expect(refusal(pattern)).toMatch(message);
  });

  it('the Python agsec’s [seq] and [!seq] are kept', () => {
    expect(refusal('file.[rw]*')).toBe('fits file.read,file.write');
    expect(refusal('file.[!a-l]*')).toBe('fits file.read,file.write,file.move');
    expect(refusal('*.delete')).toMatch(/file\.delete.*git\.<verb>/);
  });

  it('fit the same names at load as at evaluation', () => {
    const names = [
      ...ACTION_CATALOGUE.map(({ name }) => name),
      'git.push',
      'mcp.a.b',
      'mcp.a.b.c',
      'x.y',
      'file.]',
      'file.-',
    ];
    const patterns = [
      '*',
      'file.*',
      '*.delete',
      'f?le.read',
      'file.[rw]*',
      'file.[!r]*',
      'mcp.*.b',
      'git.p?sh',
      'file.[]]',
      'file.[a-]',
      '*.*.*',
      'file.[!]-]',
    ];
    for (const pattern of patterns) {
      const glob = readActionGlob(pattern);
      for (const name of names.filter((text) => !/[[*?]/.test(text))) {
        const literal = readActionGlob(name);
        const overlap = glob !== undefined && literal !== undefined && globsOverlap(glob, literal);
        expect(overlap, `${pattern} on ${name}`).toBe(matchesActionPattern(pattern, name));
      }
    }
  });

  it('overlap of long patterns of stars is found without trying everything twice', () => {
    const stars = readActionGlob('*a'.repeat(60));
    const other = readActionGlob(`${'*b'.repeat(60)}`);
    expect(stars !== undefined && other !== undefined && globsOverlap(stars, other)).toBe(false);
  });
});

describe('the scope of a statement', () => {
  it('leaves out entries that not_actions takes away whole, and only those', () => {
    const read = (pattern: string) => {
      const result = readActionPattern(pattern);
      if (!result.ok) throw new Error(pattern);
      return result;
    };
    const scope = statementScope(
      [read('file.*').scope],
      [read('file.r*').glob, read('*.delete').glob],
    );
    const names = scope.entries.map(({ name }) => name);
    expect(names).not.toContain('file.read');
    expect(names).not.toContain('file.delete');
    expect(names).toContain('file.write');
    const git = statementScope([read('git.*').scope], [read('git.push').glob]);
    expect(git.entries.map(({ name }) => name)).toEqual(['git.<verb>']);
  });
});
