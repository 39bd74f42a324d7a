import { describe, expect, it } from 'vitest';
import { toActions } from './to-actions.ts';
import { heredocPatch } from './tools/heredoc-patch.ts';

function names(tool: string, input: { readonly [name: string]: unknown }): readonly string[] {
  const result = toActions({ tool, input, cwd: '/p' });
  if (!result.ok) return ['refused', ...result.issues];
  return result.operations.map(({ action: { name, params } }) => {
    const on = params['file_path'] ?? params['command'] ?? '';
    return `${name} ${String(on)}`.trim();
  });
}

describe('tools', () => {
  it.each([
    ['collaborationspawn_agent', { message: 'x' }, 'agent.spawn'],
    ['multi_agent_v1send_input', { id: 'a', message: 'x' }, 'agent.message'],
    ['multi_agent_v1wait_agent', {}, 'internal.multi_agent_v1wait_agent'],
    ['collaboration', {}, 'unknown.collaboration'],
    ['request_permissions', {}, 'unknown.request_permissions'],
    ['exec', { input: 'x' }, 'unknown.exec'],
    ['mcp__a__b__c', {}, 'mcp.a.b__c'],
    ['mcp__a', {}, 'unknown.mcp__a'],
    ['mcp____b', {}, 'unknown.mcp____b'],
    ['constructor', {}, 'unknown.constructor'],
    ['list_mcp_resources', {}, 'internal.list_mcp_resources'],
    ['list_mcp_resources', { server: 'a' }, 'mcp.a.list_resources'],
  ])('%s %j', (tool, input, expected) => {
    expect(names(tool, input)).toEqual([expected]);
  });

  it('refuses what the client would refuse', () => {
    expect(names('Bash', {})[0]).toBe('refused');
    expect(names('Bash', { command: '' })[0]).toBe('refused');
    expect(names('apply_patch', { command: 'nonsense' })[0]).toBe('refused');
    expect(names('apply_patch', { command: '*** Begin Patch\n*** End Patch' })[0]).toBe('refused');
    expect(names('view_image', { path: 7 })[0]).toBe('refused');
  });
});

const PATCH = '*** Begin Patch\n*** Delete File: .env\n*** End Patch';

describe('a shell line that the client takes for a patch', () => {
  it.each<[string, string]>([
    [`apply_patch <<'EOF'\n${PATCH}\nEOF`, '/p'],
    [`apply_patch <<EOF\n${PATCH}\nEOF\n`, '/p'],
    [`  applypatch << "X"\n${PATCH}\nX`, '/p'],
    [`apply_patch <<-EOF\n${PATCH}\n\tEOF`, '/p'],
    [`cd sub && apply_patch <<EOF\n${PATCH}\nEOF`, '/p/sub'],
    [`cd '/a b' && apply_patch <<EOF\n${PATCH}\nEOF`, '/a b'],
    [`cd "a b" && apply_patch <<EOF\n${PATCH}\nEOF`, '/p/a b'],
  ])('%j', (command, cwd) => {
    expect(heredocPatch(command, '/p')).toEqual({ text: PATCH, cwd });
    expect(names('Bash', { command }).slice(1)).toEqual(['file.delete .env']);
  });

  it('is read as it stands, not as a shell would read it', () => {
    const tricks = [
      '*** Add File: x\\\n*** Delete File: .env',
      '*** Add File: $(echo x\n*** Delete File: .env',
    ];
    for (const lines of tricks) {
      const command = `apply_patch <<EOF\n*** Begin Patch\n${lines}\n*** End Patch\nEOF`;
      expect(names('Bash', { command })).toContain('file.delete .env');
    }
  });

  it.each([
    `cat <<'EOF'\n${PATCH}\nEOF`,
    `echo apply_patch <<EOF\n${PATCH}\nEOF`,
    `apply_patch <<EOF\n${PATCH}`,
    `apply_patch <<EOF\n${PATCH}\nEOF\nls`,
    `apply_patch '${PATCH}'`,
    `apply_patches <<EOF\n${PATCH}\nEOF`,
  ])('is another one: %j', (command) => {
    expect(heredocPatch(command, '/p')).toBeUndefined();
    expect(names('Bash', { command })).toHaveLength(1);
  });

  it('that cannot be read is left to the reader of shell lines', () => {
    expect(names('Bash', { command: 'apply_patch <<EOF\nnonsense\nEOF' })).toHaveLength(1);
  });
});
