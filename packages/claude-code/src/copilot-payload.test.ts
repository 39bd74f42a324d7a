import { SAMPLE_DECISIONS } from '@agsec/runtime/testing';
import { describe, expect, it } from 'vitest';
import { claudeCodeHook } from './hook-adapter.ts';

const { parse, respond } = claudeCodeHook;

const cwd = '/home/dev/project';

/** As recorded from Copilot 1.0.102, for a hook of a project's `.claude/settings.json`. */
const CALL = {
  hook_event_name: 'PreToolUse',
  session_id: 'session-1',
  timestamp: '2026-11-22T09:58:13.602Z',
  cwd,
  tool_name: 'Bash',
  tool_input: { command: 'rm -rf ./victim', description: 'Delete victim' },
};

function eventOf(payload: object) {
  const result = parse(payload, {});
  if (result.kind !== 'event') throw new Error(`not a call: ${JSON.stringify(result)}`);
  return result.event;
}

describe('a call of the Copilot command line', () => {
  it('is read as one of Copilot', () => {
    expect(eventOf(CALL)).toMatchObject({
      hook: 'PreToolUse',
      tool: 'Bash',
      context: { agent: 'copilot', session_id: 'session-1', cwd },
      operations: [{ action: { name: 'bash.execute', params: { command: 'rm -rf ./victim' } } }],
    });
  });

  it('is told from one of Claude Code by what only the one or the other sends', () => {
    const ofClaude = { ...CALL, transcript_path: '/t', tool_use_id: 'toolu_1' };
    expect(eventOf(ofClaude).context.agent).toBe('claude-code');
    const { timestamp: _, ...without } = CALL;
    expect(eventOf(without).context.agent).toBe('claude-code');
  });

  it('of a sub-agent counts to the session that started it', () => {
    const agent = { agent_id: 'a', agent_type: 'explore', parent_agent_id: 'session-0' };
    expect(eventOf({ ...CALL, ...agent }).context).toMatchObject({
      session_id: 'session-0',
      subagent: 'explore',
    });
  });

  it.each([
    ['Bash', { command: 'x', mode: 'async' }, 'bash.execute', { background: true }],
    ['Read', { path: '.env', view_range: [1, 2] }, 'file.read', { file_path: '.env' }],
    ['Write', { path: 'a', file_text: 'b' }, 'file.write', { file_path: 'a', content: 'b' }],
    ['Edit', { path: 'a', old_str: 'x', new_str: 'y' }, 'file.edit', { file_path: 'a' }],
    ['Glob', { pattern: '**/*.txt' }, 'file.glob', { pattern: '**/*.txt', file_path: cwd }],
    ['Grep', { pattern: 'x', paths: '.env' }, 'file.grep', { file_path: `${cwd}/.env` }],
    ['Grep', { pattern: 'x', path: '.env' }, 'file.grep', { file_path: `${cwd}/.env` }],
    ['Grep', { pattern: 'x' }, 'file.grep', { file_path: cwd }],
    ['WebFetch', { url: 'https://a.example/' }, 'web.fetch', { host: 'a.example' }],
    ['Agent', { prompt: 'go', agent_type: 'explore' }, 'agent.spawn', { type: 'explore' }],
    ['skill', { skill: 'hello' }, 'agent.skill', { type: 'hello' }],
    ['sql', { query: 'SELECT 1' }, 'internal.sql', {}],
    ['tiny-delete_thing', { id: '1' }, 'mcp.tiny.delete_thing', { args: { id: '1' } }],
    ['write_bash', { input: 'x' }, 'unknown.write_bash', {}],
    ['toString', {}, 'unknown.toString', {}],
  ])('%s %j', (tool_name, tool_input, name, params) => {
    const { operations } = eventOf({ ...CALL, tool_name, tool_input });
    expect(operations).toMatchObject([{ action: { name, params } }]);
  });

  it('judges every place of a search, and every file of a patch', () => {
    const search = { tool_name: 'Grep', tool_input: { pattern: 'x', paths: ['src', '.env'] } };
    const paths = eventOf({ ...CALL, ...search }).operations.map(
      ({ action }) => action.params['file_path'],
    );
    expect(paths).toEqual([`${cwd}/src`, `${cwd}/.env`]);
    const tool_input = '*** Begin Patch\n*** Add File: a\n+x\n*** Delete File: b\n*** End Patch\n';
    const names = eventOf({ ...CALL, tool_name: 'Edit', tool_input }).operations.map(
      ({ action }) => action.name,
    );
    expect(names).toEqual(['file.write', 'file.delete']);
  });

  it.each([
    ['no tool', { tool_name: undefined }],
    ['no folder', { cwd: undefined }],
    ['a relative folder', { cwd: 'project' }],
    ['no input', { tool_input: undefined }],
    ['text for an input', { tool_input: 'ls' }],
    ['no command', { tool_input: {} }],
    ['a path of another type', { tool_name: 'Read', tool_input: { path: ['.env'] } }],
    ['a place of another type', { tool_name: 'Grep', tool_input: { pattern: 'x', paths: [1] } }],
    ['a patch that is none', { tool_name: 'Edit', tool_input: 'x' }],
  ])('with %s is refused', (_, changed) => {
    expect(parse({ ...CALL, ...changed }, {})).toMatchObject({
      kind: 'invalid',
      hook: 'PreToolUse',
    });
  });

  it('is answered as Claude Code’s, which Copilot reads for such a hook', () => {
    const answer = (decision: (typeof SAMPLE_DECISIONS)[keyof typeof SAMPLE_DECISIONS]) =>
      JSON.parse(respond(eventOf(CALL), decision, { allowMeans: 'pass' }).stdout);
    expect(answer(SAMPLE_DECISIONS.allow)).toEqual({});
    expect(answer(SAMPLE_DECISIONS.deny)).toMatchObject({
      hookSpecificOutput: { hookEventName: 'PreToolUse', permissionDecision: 'deny' },
    });
  });
});
