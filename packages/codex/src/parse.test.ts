import { describe, expect, it } from 'vitest';
import { parse } from './parse.ts';

const CALL = {
  session_id: 's',
  cwd: '/p',
  hook_event_name: 'PreToolUse',
  permission_mode: 'default',
  tool_name: 'Bash',
  tool_input: { command: 'ls' },
  tool_use_id: 't',
};

function context(changed: object): unknown {
  const result = parse({ ...CALL, ...changed });
  return result.kind === 'event' ? result.event.context : result;
}

describe('the context of a call', () => {
  it('says nothing about the workspace: the model may have chosen the folder', () => {
    expect(context({ cwd: '/' })).not.toHaveProperty('workspace_roots');
  });

  it('knows where nobody can be asked', () => {
    expect(context({ permission_mode: 'bypassPermissions' })).toMatchObject({ headless: 'yes' });
    // Where the client asks, a model may be what answers.
    for (const permission_mode of ['default', 'plan', '__proto__', 'constructor', undefined, 7]) {
      expect(context({ permission_mode })).toMatchObject({ headless: 'unknown' });
    }
  });

  it('knows the sub-agent', () => {
    expect(context({ agent_id: 'id', agent_type: 'default' })).toMatchObject({
      subagent: 'default',
    });
    expect(context({ agent_id: 'id' })).toMatchObject({ subagent: 'id' });
  });
});

describe('events', () => {
  it('takes the folder of a session from its start', () => {
    expect(parse({ ...CALL, hook_event_name: 'SessionStart', cwd: '/project' })).toMatchObject({
      kind: 'session',
      context: { cwd: '/project', session_id: 's' },
    });
  });

  it.each(['preModelRequest', 'BeforeTool', '', 'pretooluse', '__proto__'])(
    'refuses %j',
    (name) => {
      expect(parse({ ...CALL, hook_event_name: name })).toMatchObject({ kind: 'invalid' });
    },
  );

  it('refuses a call without what is needed to judge it', () => {
    for (const name of ['session_id', 'cwd', 'tool_name', 'tool_input', 'hook_event_name']) {
      expect(parse({ ...CALL, [name]: undefined }), name).toMatchObject({ kind: 'invalid' });
    }
    expect(parse({ ...CALL, cwd: 'relative' })).toMatchObject({ kind: 'invalid' });
    expect(parse({ ...CALL, tool_name: 'a b' })).toMatchObject({ kind: 'invalid' });
  });
});
