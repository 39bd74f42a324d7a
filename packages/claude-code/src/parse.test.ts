import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from './parse.ts';

const FOLDER = new URL('./__fixtures__/', import.meta.url);
const ENVIRONMENT = { CLAUDE_PROJECT_DIR: '/home/dev/project' };

function fixture(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'));
}

describe('recorded tool calls', () => {
  it('carries session, folder, mode and call id', () => {
    expect(parse(fixture('PreToolUse.Bash'), ENVIRONMENT)).toMatchObject({
      kind: 'event',
      event: {
        hook: 'PreToolUse',
        tool: 'Bash',
        call_id: 'toolu_cap_000',
        context: {
          agent: 'claude-code',
          session_id: 'de065fc9-fdaf-4571-b47a-57f235af857b',
          cwd: '/home/dev/project',
          workspace_roots: ['/home/dev/project'],
          permission_mode: 'bypassPermissions',
          headless: 'unknown',
        },
      },
    });
  });

  it('names the sub-agent', () => {
    const result = parse(fixture('PreToolUse.Bash.subagent'), ENVIRONMENT);
    expect(result).toMatchObject({ event: { context: { subagent: 'general-purpose' } } });
  });
});

describe('the workspace', () => {
  const bash = fixture('PreToolUse.Bash');

  it('is the folder the client names, not the one a call runs in', () => {
    const result = parse({ ...bash, cwd: '/tmp' }, ENVIRONMENT);
    expect(result).toMatchObject({
      event: { context: { cwd: '/tmp', workspace_roots: ['/home/dev/project'] } },
    });
  });

  it.each([
    ['missing', {}],
    ['relative', { CLAUDE_PROJECT_DIR: 'project' }],
    ['not filled in by an old client', { CLAUDE_PROJECT_DIR: `\${CLAUDE_PROJECT_DIR}` }],
  ])('is not known when the variable is %s', (_, environment) => {
    const result = parse(bash, environment);
    const context = result.kind === 'event' ? result.event.context : undefined;
    expect(context).toBeDefined();
    expect(context).not.toHaveProperty('workspace_roots');
  });
});

describe('other events', () => {
  it('a settings change', () => {
    expect(parse(fixture('ConfigChange.local'), ENVIRONMENT)).toMatchObject({
      kind: 'config_change',
      hook: 'ConfigChange',
      source: 'local_settings',
      file_path: '/home/dev/project/.claude/settings.local.json',
      context: { workspace_roots: ['/home/dev/project'] },
    });
  });

  it.each([
    ['PostToolUse.Bash', 'success', 'toolu_cap_000'],
    ['PostToolUseFailure.Bash', 'failure', 'toolu_cap_003'],
  ])('%s is an outcome', (name, outcome, call_id) => {
    expect(parse(fixture(name), ENVIRONMENT)).toMatchObject({ kind: 'outcome', outcome, call_id });
  });

  const harmless = readdirSync(FOLDER)
    .map((name) => name.slice(0, -'.json'.length))
    .filter((name) => !/^(?:PreToolUse|PostToolUse|PostToolUseFailure|ConfigChange)\./.test(name));

  it.each(harmless)('%s needs no answer', (name) => {
    expect(parse(fixture(name), ENVIRONMENT).kind).toBe('ignored');
  });
});

describe('what cannot be read is refused', () => {
  const bash = fixture('PreToolUse.Bash');
  const without = (name: string) => {
    const { [name]: _, ...rest } = bash;
    return rest;
  };

  it.each([
    ['null', null],
    ['a list', []],
    ['a string', 'PreToolUse'],
    ['nothing in it', {}],
    ['an event nobody has seen', { ...bash, hook_event_name: 'PreToolUseV2' }],
    ['an event name in other case', { ...bash, hook_event_name: 'preToolUse' }],
    ['an event name that is no string', { ...bash, hook_event_name: ['PreToolUse'] }],
    ['an event named like a property of every object', { ...bash, hook_event_name: '__proto__' }],
    ['no tool', without('tool_name')],
    ['no input', without('tool_input')],
    ['a list as input', { ...bash, tool_input: ['ls'] }],
    ['no session', without('session_id')],
    ['no folder', without('cwd')],
    ['a relative folder', { ...bash, cwd: 'project' }],
    ['a tool name of two lines', { ...bash, tool_name: 'Read\nBash' }],
    ['an empty tool name', { ...bash, tool_name: '' }],
    ['a settings change without a source', { ...bash, hook_event_name: 'ConfigChange' }],
  ])('%s', (_, payload) => {
    expect(parse(payload, ENVIRONMENT).kind).toBe('invalid');
  });

  it('by the hook’s own deny where the hook is known', () => {
    const { tool_input: _, ...payload } = bash;
    expect(parse(payload, ENVIRONMENT)).toMatchObject({ hook: 'PreToolUse' });
    expect(parse({ ...bash, hook_event_name: 'Nope' }, ENVIRONMENT)).not.toHaveProperty('hook');
  });

  it('a name on the prototype is no field', () => {
    const payload = JSON.parse('{"__proto__":{"hook_event_name":"SessionStart"}}');
    expect(parse(payload, ENVIRONMENT).kind).toBe('invalid');
    const inherited = Object.create({ hook_event_name: 'SessionStart' });
    expect(parse(inherited, ENVIRONMENT).kind).toBe('invalid');
  });
});
