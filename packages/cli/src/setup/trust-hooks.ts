import type { Place, TrustOutcome } from '@agsec/runtime';
import type { Agent } from '../adapters.ts';
import type { InstallOptions } from '../commands/install.ts';
import { type CliContext, CliError } from '../context.ts';
import type { AgentReport } from './install-agent.ts';

/** Refuses `--trust` where no agent that was chosen asks for such a word. */
export function checkTrust(agents: readonly Agent[], { trust }: InstallOptions): void {
  if (trust !== true || agents.some(({ adapter }) => adapter.install.trust !== undefined)) return;
  const titles = agents.map(({ adapter }) => adapter.title).join(', ');
  const message = `${titles}: runs hooks without being told to trust them.`;
  throw new CliError('no-trust', message, 'Leave out --trust.');
}

/**
 * Tells an agent that passes over hooks nobody has said to trust that the person trusts ours, if they
 * say so: by `--trust`, or when they are asked at the terminal. `undefined`: the agent needs no such
 * word, or they have not said it.
 */
export async function trustHook(
  context: CliContext,
  { adapter }: Agent,
  { changes }: AgentReport,
  options: InstallOptions,
  place: Place,
): Promise<TrustOutcome | undefined> {
  const { trust } = adapter.install;
  if (trust === undefined) return undefined;
  const { environment } = context;
  const isNew = changes.some(({ kind }) => kind !== 'unchanged');
  const says = options.trust === true || (isNew && saysYes(context, adapter.title, options));
  return says ? trust({ scope: options.scope, place, environment }) : undefined;
}

function saysYes(context: CliContext, title: string, { json, scope }: InstallOptions): boolean {
  if (json === true || scope === 'managed' || !context.isTerminal) return false;
  const question = `${title} runs a hook only once you trust it. Trust the hook of agsec there now? [y/N] `;
  const answer = context.askAtTerminal(question)?.trim().toLowerCase();
  return answer === 'y' || answer === 'yes';
}
