import { agsec } from '../agsec.ts';
import { clineWorld, runCline, useModel } from '../cline/run-cline.ts';
import { messagesOf, SESSION_MS, type SwitchOffClient, type ToolBlock } from './client.ts';
import { PATCH_ROUTES } from './patches.ts';

/** The client gives up on a model after a few messages of which every call failed. */
const SUCCEEDS: ToolBlock = {
  tool: 'ask_question',
  input: { question: 'fine?', options: ['yes', 'no'] },
};

const edit = (input: { readonly [field: string]: unknown }): ToolBlock => ({
  tool: 'editor',
  input,
});

export const cline: SwitchOffClient = {
  agent: 'cline',
  createWorld: clineWorld,
  install: async (world) => {
    agsec(world, 'install', 'cline');
  },
  obeyed: ['Documents/Cline', '.cline/hooks', '.cline/plugins'],
  shell: (command) => ({ tool: 'run_commands', input: { commands: [command] } }),
  half: 0,
  fileRoutes: [
    { name: 'editor, a new file', makes: true, call: (path) => edit({ path, new_text: '{}' }) },
    {
      name: 'editor, a change',
      makes: false,
      call: (path, text) => edit({ path, old_text: text, new_text: 'x' }),
    },
    {
      name: 'editor, a new line',
      makes: false,
      call: (path) => edit({ path, insert_line: 1, new_text: 'x' }),
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
    useModel(world, tools === 'patches' ? 'gpt-5.4' : 'scripted-model');
    const turns = messagesOf(session).flatMap((message, at) => [
      message,
      [{ ...SUCCEEDS, id: `fine_${at}` }],
    ]);
    return runCline({
      world,
      script: { turns: [...turns, [{ text: 'done' }]] },
      timeoutMs: SESSION_MS,
    });
  },
};
