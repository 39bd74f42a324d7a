import { agsec } from '../agsec.ts';
import { copilotWorld, runCopilot, trustProject } from '../copilot/run-copilot.ts';
import { messagesOf, SESSION_MS, type SwitchOffClient } from './client.ts';
import { PATCH_ROUTES } from './patches.ts';

export const copilot: SwitchOffClient = {
  agent: 'copilot',
  createWorld: () => {
    const world = copilotWorld();
    trustProject(world);
    return world;
  },
  install: async (world) => {
    agsec(world, 'install', 'copilot');
  },
  obeyed: ['.copilot/hooks', '.copilot/settings.json'],
  shell: (command) => ({ tool: 'bash', input: { command, description: 'scripted' } }),
  half: 1,
  fileRoutes: [
    {
      name: 'create',
      makes: true,
      call: (path) => ({ tool: 'create', input: { path, file_text: '{}' } }),
    },
    {
      name: 'edit',
      makes: false,
      call: (path, text) => ({
        tool: 'edit',
        input: { path, old_str: text.slice(0, 20), new_str: 'x' },
      }),
    },
    ...PATCH_ROUTES.map(({ name, makes, text }) => ({
      name,
      makes,
      tools: 'patches' as const,
      call: (path: string, current: string) => ({
        tool: 'apply_patch',
        input: { input: text(path, current) },
      }),
    })),
  ],
  run: (session) => {
    const { world, tools } = session;
    const turns = [...messagesOf(session), [{ text: 'done' }]];
    return runCopilot({
      world,
      script: { turns },
      extraArguments: ['--allow-all-tools', '--allow-all-paths'],
      ...(tools === 'patches' ? { model: 'gpt-5.4' } : {}),
      timeoutMs: SESSION_MS,
    });
  },
};
