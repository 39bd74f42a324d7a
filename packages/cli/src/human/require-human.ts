import { randomInt } from 'node:crypto';
import { type CliContext, CliError } from '../context.ts';
import { agentAround } from './agent-around.ts';

/**
 * Makes sure, as far as one process can, that a person asks for something that weakens protection:
 * refuses inside an agent's tool call, and asks on the terminal itself (not standard input) for a
 * code it shows there. Throws `CliError` otherwise. No flag skips it.
 */
export function requireHuman(context: CliContext, what: string): void {
  refuseAgents(context, what);
  const code = String(randomInt(1000, 10_000));
  const answer = context.askAtTerminal(`This will ${what}. Type ${code} to go on: `);
  if (answer === undefined)
    throw new CliError(
      'no-terminal',
      `Only a person may ${what}, and there is no terminal here to ask at.`,
      'Run it in a terminal window. There is no flag for it.',
    );
  if (answer !== code)
    throw new CliError('not-confirmed', 'Nothing was changed: the code was not typed.');
}

/** Refuses inside an agent's tool call what scripts may do as well. Throws `CliError`. */
export function refuseAgents(
  context: Pick<CliContext, 'environment' | 'ancestors'>,
  what: string,
): void {
  const agent = agentAround(context);
  if (agent === undefined) return;
  throw new CliError(
    'agent-refused',
    `Only a person may ${what}, and this is an agent's shell: ${agent}.`,
    'Run it yourself, in a terminal that no agent has opened.',
  );
}
