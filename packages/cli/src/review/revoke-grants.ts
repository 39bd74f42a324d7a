import { agsecHome, homeLayout, listAnswers, removeAnswer } from '@agsec/runtime';
import { type CliContext, CliError } from '../context.ts';
import { plural } from '../terminal/plural.ts';

/** Takes one answer back, or all. It makes nothing weaker, so nobody is asked for a code. */
export function revokeGrants(
  context: CliContext,
  id: string | undefined,
  { all, json }: { readonly all?: true; readonly json?: true },
): void {
  if ((id === undefined) === (all === undefined))
    throw new CliError(
      'which-grant',
      'Name one answer, or say --all.',
      'For example: agsec grants revoke k3v9x2ab',
    );
  const home = homeLayout(agsecHome(context.environment));
  const { answers } = listAnswers(home, Date.now());
  const revoked = all ? answers : answers.filter((answer) => answer.id === id);
  if (id !== undefined && revoked.length === 0)
    throw new CliError('no-such-grant', `No answer "${id}" holds.`, 'See: agsec grants');
  for (const answer of revoked) removeAnswer(home, answer);
  const ids = revoked.map((answer) => answer.id);
  if (json) context.out(`${JSON.stringify({ revoked: ids })}\n`);
  else
    context.out(
      `Took back ${plural(ids.length, 'answer')}${ids.length > 0 ? `: ${ids.join(', ')}` : ''}\n`,
    );
}
