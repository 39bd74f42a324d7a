import { agsec } from '../agsec.ts';
import { createWorld, runClaude } from '../run-claude.ts';
import { messagesOf, SESSION_MS, type SwitchOffClient } from './client.ts';

export const claudeCode: SwitchOffClient = {
  agent: 'claude-code',
  createWorld,
  install: async (world) => {
    agsec(world, 'install', 'claude-code');
  },
  obeyed: ['.claude/settings.json', '.claude/settings.local.json'],
  shell: (command) => ({ tool: 'Bash', input: { command } }),
  half: 0,
  fileRoutes: [
    {
      name: 'Write',
      makes: true,
      call: (file_path) => ({ tool: 'Write', input: { file_path, content: '{}' } }),
    },
    {
      name: 'Edit',
      makes: false,
      // The client itself refuses an edit that leaves settings it cannot read.
      call: (file_path, text) => ({
        tool: 'Edit',
        input: { file_path, old_string: text, new_string: '{}' },
      }),
    },
  ],
  look: (file_path) => ({ tool: 'Read', input: { file_path } }),
  run: (session) => {
    const { world } = session;
    const turns = [...messagesOf(session), [{ text: 'done' }]];
    return runClaude({ world, script: { turns }, timeoutMs: SESSION_MS });
  },
};
