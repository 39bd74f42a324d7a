import { describe, expect, it } from 'vitest';
import { type PatchChange, parseApplyPatch } from './apply-patch.ts';

function patch(...lines: readonly string[]): string {
  return ['*** Begin Patch', ...lines, '*** End Patch'].join('\n');
}

function changes(text: string): readonly PatchChange[] {
  const parsed = parseApplyPatch(text);
  if (!parsed.ok) throw new Error(`${parsed.line}: ${parsed.message}`);
  return parsed.changes;
}

/** Each file a patch touches, by what it does to it. */
function touched(text: string): readonly string[] {
  return changes(text).map((change) =>
    change.kind === 'update' && change.moveTo !== undefined
      ? `move ${change.path} ${change.moveTo}`
      : `${change.kind} ${change.path}`,
  );
}

describe('parseApplyPatch', () => {
  it('reads every file of a patch, in order', () => {
    expect(
      changes(
        patch(
          '*** Add File: new.txt',
          '+one',
          '+',
          '*** Delete File: old.txt',
          '*** Update File: a.txt',
          '*** Move to: b.txt',
          '@@ class A',
          ' kept',
          '-gone',
          '+come',
          '*** End of File',
        ),
      ),
    ).toEqual([
      { kind: 'add', path: 'new.txt', content: 'one\n\n' },
      { kind: 'delete', path: 'old.txt' },
      {
        kind: 'update',
        path: 'a.txt',
        moveTo: 'b.txt',
        chunks: [
          { context: 'class A', before: ['kept', 'gone'], after: ['kept', 'come'], atEnd: true },
        ],
      },
    ]);
  });

  const sameFile: readonly (readonly [string, string])[] = [
    ['blanks around the whole', `\n\n  ${patch('*** Delete File: .env')}  \n\n`],
    ['blanks around a marker', patch('  *** Delete File: .env \t')],
    ['a next-line character behind the name', patch('*** Delete File: .env\u0085')],
    ['a no-break space behind the name', patch('*** Delete File: .env\u00a0')],
    ['Windows line ends', patch('*** Delete File: .env').replaceAll('\n', '\r\n')],
    ['several carriage returns', patch('*** Delete File: .env').replaceAll('\n', '\r\r\n')],
    ['an environment', patch('*** Environment ID: local', '*** Delete File: .env')],
    ['a here-document', `<<'EOF'\n${patch('*** Delete File: .env')}\nEOF`],
    ['a here-document in double quotes', `<<"EOF"\n${patch('*** Delete File: .env')}\nEOF`],
    ['a here-document without quotes', `<<EOF\n${patch('*** Delete File: .env')}\nxEOF`],
  ];
  it.each(sameFile)('reads a file behind %s', (_, text) => {
    expect(touched(text)).toEqual(['delete .env']);
  });

  it('reads a file behind the lines of another', () => {
    expect(touched(patch('*** Add File: a', '+x', '   *** Delete File: .env'))).toEqual([
      'add a',
      'delete .env',
    ]);
    expect(
      touched(
        patch(
          '*** Update File: a',
          '-x',
          '*** End of File',
          '',
          '*** Delete File: .env',
          '*** Add File: c',
        ),
      ),
    ).toEqual(['update a', 'delete .env', 'add c']);
    expect(touched(patch('*** Update File: a', '-x', '+y', '', '*** Delete File: .env'))).toEqual([
      'update a',
      'delete .env',
    ]);
  });

  it('reads an end behind blanks, and an end said twice', () => {
    const update = ['*** Begin Patch', '*** Update File: .env', '-x'];
    expect(touched([...update, '  *** End Patch'].join('\n'))).toEqual(['update .env']);
    expect(touched([...update, '*** End Patch', '', '*** End Patch'].join('\n'))).toEqual([
      'update .env',
    ]);
  });

  it('keeps what belongs to a name', () => {
    expect(touched(patch('*** Delete File:   a b'))).toEqual(['delete   a b']);
    expect(touched(patch('*** Delete File: "a"'))).toEqual(['delete "a"']);
    expect(touched(patch('*** Delete File: a\ufeff'))).toEqual(['delete a\ufeff']);
    expect(touched(patch('*** Delete File: a\u2028*** Add File: b'))).toEqual([
      'delete a\u2028*** Add File: b',
    ]);
  });

  it('takes lines of a file for what they are, also where they look like markers', () => {
    expect(touched(patch('*** Add File: notes', '+*** Delete File: .env'))).toEqual(['add notes']);
    const update = patch(
      '*** Update File: notes',
      '@@',
      ' *** Delete File: .env',
      '-*** End Patch',
    );
    expect(changes(update)).toEqual([
      {
        kind: 'update',
        path: 'notes',
        chunks: [
          {
            before: ['*** Delete File: .env', '*** End Patch'],
            after: ['*** Delete File: .env'],
            atEnd: false,
          },
        ],
      },
    ]);
  });

  it('reads a place without a line that begins it, and empty lines in it', () => {
    expect(changes(patch('*** Update File: a', '-x', '', '+y'))).toEqual([
      {
        kind: 'update',
        path: 'a',
        chunks: [{ before: ['x', ''], after: ['', 'y'], atEnd: false }],
      },
    ]);
  });

  const refused: readonly (readonly [string, string, number])[] = [
    ['nothing', '', 1],
    ['an end alone', '*** End Patch', 1],
    ['no begin', '*** Delete File: a\n*** End Patch', 1],
    ['no end', '*** Begin Patch\n*** Delete File: a', 2],
    ['a second patch', `${patch('*** Delete File: a')}\n${patch('*** Delete File: .env')}`, 4],
    ['a byte order mark', `\ufeff${patch('*** Delete File: a')}`, 1],
    ['another here-document', `<<'XX'\n${patch('*** Delete File: a')}\nXX`, 1],
    ['lower case', patch('*** delete file: a'), 2],
    ['no blank before the name', patch('*** Delete File:a'), 2],
    ['an unknown marker', patch('*** Delete File: a', '*** Rename File: b'), 3],
    ['a line of no file', patch('+x'), 2],
    ['an empty line in a new file', patch('*** Add File: a', '+x', '', '*** Delete File: .env'), 4],
    ['a line without a sign', patch('*** Update File: a', '@@', 'x'), 4],
    [
      'a marker behind a tab in an update',
      patch('*** Update File: a', '-x', '\t*** Delete File: .env'),
      4,
    ],
    ['a second target', patch('*** Update File: a', '*** Move to: b', '*** Move to: c', '-x'), 4],
    ['a late target', patch('*** Update File: a', '-x', '*** Move to: .env'), 4],
    ['a late environment', patch('*** Delete File: a', '*** Environment ID: x'), 3],
    [
      'more behind the end of a file',
      patch('*** Update File: a', '-x', '*** End of File', '-y'),
      5,
    ],
    ['the line in a here-document', `<<EOF\n${patch('*** What')}\nEOF`, 3],
  ];
  it.each(refused)('refuses %s', (_, text, line) => {
    expect(parseApplyPatch(text)).toMatchObject({ ok: false, line });
  });

  it('reads a patch without files as one', () => {
    expect(changes(patch())).toEqual([]);
  });

  it('reads a long patch in one pass', () => {
    const blanks = ' '.repeat(1_000_000);
    expect(touched(patch(`*** Delete File: a${blanks}`))).toEqual(['delete a']);
    expect(touched(patch(`*** Delete File: a${blanks}b`))).toEqual([`delete a${blanks}b`]);
    const lines = Array.from({ length: 100_000 }, (_, at) => `*** Delete File: ${at}`);
    expect(changes(patch(...lines))).toHaveLength(100_000);
  });
});
