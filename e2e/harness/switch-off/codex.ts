import { agsecWithCodex, codexWorld, runCodex } from '../codex/run-codex.ts';
import { runInSandbox } from '../sandbox.ts';
import { messagesOf, SESSION_MS, type SwitchOffClient, type ToolBlock } from './client.ts';
import { PATCH_ROUTES, patchText } from './patches.ts';

const shell = (cmd: string): ToolBlock => ({ tool: 'exec_command', input: { cmd } });

export const codex: SwitchOffClient = {
  agent: 'codex',
  createWorld: codexWorld,
  install: async (world) => {
    const install = agsecWithCodex(world, 'install', 'codex', '--trust');
    const [ended] = (await runInSandbox({ before: [install] })).before;
    if (ended?.exitCode !== 0) throw new Error(`agsec install: ${ended?.stdout}${ended?.stderr}`);
  },
  obeyed: ['.codex/hooks.json', '.codex/config.toml', '.codex/rules'],
  shell,
  hinders: [
    {
      lines: /^r(?:'')?m -rf /,
      how: 'is refused by the client itself',
      words: /rejected: rm -f style commands are not permitted/,
    },
    {
      lines: /&$/,
      how: 'is ended by the client with its call',
      words: /Process exited with code 0/,
    },
  ],
  half: 1,
  fileRoutes: [
    ...PATCH_ROUTES.map(({ name, makes, text }) => ({
      name,
      makes,
      call: (path: string, current: string) => ({
        tool: 'apply_patch',
        input: text(path, current),
      }),
    })),
    {
      name: 'apply_patch in a shell line',
      makes: true,
      call: (path) => shell(`apply_patch <<'EOF'\n${patchText(`*** Add File: ${path}`, '+{}')}EOF`),
    },
  ],
  run: (session) => {
    const { world } = session;
    const turns = [...messagesOf(session), [{ text: 'done' }]];
    return runCodex({ world, script: { turns }, timeoutMs: SESSION_MS });
  },
};
