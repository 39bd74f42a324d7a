import { agsecHome, homeLayout } from '@agsec/runtime';
import { type CliContext, CliError } from '../context.ts';
import { agentAround } from '../human/agent-around.ts';
import { styleOf } from '../terminal/style.ts';
import { denyRequest } from './answer-request.ts';
import { findRequest } from './find-request.ts';

/** Refuses a call that waits. It takes no code, but a person: the log will say that one refused. */
export function runDeny(
  context: CliContext,
  id: string,
  { because, json }: { readonly because?: string; readonly json?: true },
): void {
  const agent = agentAround(context);
  if (agent !== undefined)
    throw new CliError('agent-refused', `Only a person may refuse a call: ${agent}.`);
  const home = homeLayout(agsecHome(context.environment));
  const answer = denyRequest(home, findRequest(home, id), because);
  if (json) context.out(`${JSON.stringify(answer)}\n`);
  else context.out(`${styleOf(context).red('denied')} ${answer.id}: the agent is told so.\n`);
}
