import { describe, expect, it } from 'vitest';
import { patchOperations } from './apply-patch.ts';
import { InputReader } from './input-reader.ts';

function read(...lines: readonly string[]) {
  const input = new InputReader({});
  const text = ['*** Begin Patch', ...lines, '*** End Patch'].join('\n');
  return { operations: patchOperations(text, '/p', input), issues: input.issues };
}

describe('patchOperations', () => {
  it('makes one action of each file', () => {
    const { operations, issues } = read(
      ...['*** Add File: a', '+x', '*** Delete File: .env'],
      ...['*** Update File: b', '-x', '+y', '+z'],
      ...['*** Update File: c', '*** Move to: /d', '-x', '+y'],
    );
    expect(issues).toEqual([]);
    expect(operations.map(({ action }) => [action.name, action.params])).toEqual([
      ['file.write', { cwd: '/p', file_path: 'a', content: 'x\n' }],
      ['file.delete', { cwd: '/p', file_path: '.env' }],
      ['file.edit', { cwd: '/p', file_path: 'b', content: 'y\nz' }],
      ['file.move', { cwd: '/p', file_path: 'c', to: '/d' }],
    ]);
    expect(operations.map(({ resultingText }) => resultingText?.('x\n'))).toEqual([
      undefined,
      undefined,
      'y\nz\n',
      'y\n',
    ]);
  });

  it('reads nothing of a patch it cannot read to the end, and says where', () => {
    expect(read('*** Delete File: a', 'what')).toEqual({
      operations: [],
      issues: [expect.stringMatching(/^tool_input\.command is no patch: line 3: /)],
    });
    expect(read()).toEqual({
      operations: [],
      issues: ['tool_input.command is a patch without files'],
    });
  });
});
