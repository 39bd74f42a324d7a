import { claudeCodeAdapter, hookBundle as claudeCodeBundle } from '@agsec/claude-code';
import { clineAdapter, hookBundle as clineBundle } from '@agsec/cline';
import { codexAdapter, hookBundle as codexBundle } from '@agsec/codex';
import { copilotAdapter, hookBundle as copilotBundle } from '@agsec/copilot';
import { cursorAdapter, hookBundle as cursorBundle } from '@agsec/cursor';
import type { Adapter } from '@agsec/runtime';
import { windsurfAdapter, hookBundle as windsurfBundle } from '@agsec/windsurf';
import { CliError } from './context.ts';

/** An agent as the command line tool knows it. */
export type Agent = {
  readonly adapter: Adapter;
  /** Absolute path of the adapter's built hook. */
  hookBundle(): string;
};

/** Every agent, in the order they are shown. */
export const AGENTS: readonly Agent[] = [
  { adapter: claudeCodeAdapter, hookBundle: claudeCodeBundle },
  { adapter: codexAdapter, hookBundle: codexBundle },
  { adapter: clineAdapter, hookBundle: clineBundle },
  { adapter: copilotAdapter, hookBundle: copilotBundle },
  { adapter: cursorAdapter, hookBundle: cursorBundle },
  { adapter: windsurfAdapter, hookBundle: windsurfBundle },
];

/** The agent of that name. Throws `CliError` with the names there are. */
export function agentNamed(id: string): Agent {
  const found = AGENTS.find(({ adapter }) => adapter.id === id);
  if (found !== undefined) return found;
  const known = AGENTS.map(({ adapter }) => adapter.id).join(', ');
  throw new CliError('unknown-agent', `There is no agent "${id}".`, `Known agents: ${known}.`);
}
