import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';

const read = (line: string) => linesOf(analyse(line, SURROUNDINGS));

const DELETES = '*** Begin Patch\n*** Delete File: .env\n*** End Patch';

describe('apply_patch', () => {
  it.each([
    `apply_patch <<'EOF'\n${DELETES}\nEOF`,
    `applypatch <<'EOF'\n${DELETES}\nEOF`,
    `apply_patch <<EOF\n${DELETES}\nEOF`,
    `apply_patch '${DELETES}'`,
    `apply_patch "${DELETES}"`,
    `apply_patch <<< '${DELETES}'`,
    `apply_patch '<<EOF\n${DELETES}\nEOF'`,
    `P='${DELETES}'; apply_patch "$P"`,
    `/opt/codex/apply_patch '${DELETES}'`,
    `apply_patch $'${DELETES.replaceAll('\n', '\\n')}'`,
  ])('is read for the files it names: %j', (line) => {
    expect(read(line)).toContain('file.delete file_path=.env');
  });

  it('is read behind pipes and wrappers', () => {
    const lines = [
      `printf '%s' '${DELETES}' | apply_patch`,
      `bash -lc "apply_patch <<'EOF'\n${DELETES}\nEOF"`,
      `cat > p <<'EOF'\n${DELETES}\nEOF\napply_patch < p`,
      `cat > p <<'EOF'\n${DELETES}\nEOF\napply_patch "$(cat p)"`,
      `cd sub && apply_patch <<'EOF'\n${DELETES}\nEOF`,
    ];
    for (const line of lines) {
      expect(read(line).join('\n'), line).toContain('file.delete file_path=.env');
    }
  });

  it('tells what becomes of each file', () => {
    const patch = [
      ...['*** Begin Patch', '*** Add File: a.sh', '+echo', '*** Update File: b', '-x', '+y'],
      ...['*** Update File: c', '*** Move to: ~/d', '-x', '+z', '*** End Patch'],
    ].join('\n');
    expect(read(`apply_patch '${patch}'`)).toEqual([
      'file.write file_path=a.sh content=echo\n',
      'file.edit file_path=b content=y',
      'file.move file_path=c to=/home/u/d',
      'file.edit file_path=/home/u/d content=z',
    ]);
  });

  it('does not take what it cannot read for a patch without files', () => {
    expect(read('apply_patch "$UNKNOWN"')).toEqual([
      'file.write file_path=* ?file_path',
      'file.delete file_path=* ?file_path',
      'unknown: parse-error',
    ]);
    expect(read('apply_patch nonsense')).toEqual(['unknown: parse-error']);
    const partial = '*** Begin Patch\n*** Delete File: a/$NAME\n*** End Patch';
    expect(read(`apply_patch "${partial}"`)).toContain('file.delete file_path=a/* ?file_path');
  });

  it('is nothing where a patch is only written down', () => {
    expect(read(`cat > notes <<'EOF'\n${DELETES}\nEOF`).join('\n')).not.toContain('file.delete');
    expect(read(`echo '${DELETES}'`)).toEqual([]);
    expect(read('grep apply_patch README.md').join('\n')).not.toContain('file.write');
  });
});
