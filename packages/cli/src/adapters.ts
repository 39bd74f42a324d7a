import { claudeCodeAdapter, hookBundle as claudeCodeBundle } from '@agsec/claude-code';
import type { Adapter } from '@agsec/runtime';
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
];

/** The agent of that name. Throws `CliError` with the names there are. */
export function agentNamed(id: string): Agent {
  const found = AGENTS.find(({ adapter }) => adapter.id === id);
  if (found !== undefined) return found;
  const known = AGENTS.map(({ adapter }) => adapter.id).join(', ');
  throw new CliError('unknown-agent', `There is no agent "${id}".`, `Known agents: ${known}.`);
}
