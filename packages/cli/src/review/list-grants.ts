import { agsecHome, homeLayout, listAnswers, type ReviewAnswer } from '@agsec/runtime';
import type { CliContext } from '../context.ts';
import { printable, styleOf } from '../terminal/style.ts';
import { table } from '../terminal/table.ts';
import { warnOfForged } from './run-review.ts';
import { spanWords } from './scope-words.ts';
import { agentTitle } from './show-request.ts';

/** Every answer that still holds, newest first. */
export function listGrants(context: CliContext, json: boolean): void {
  const home = homeLayout(agsecHome(context.environment));
  const { answers, forged } = listAnswers(home, Date.now());
  if (json) {
    context.out(`${JSON.stringify({ grants: answers, forged })}\n`);
    return;
  }
  warnOfForged(context, forged);
  if (answers.length === 0) context.out('No answer holds.\n');
  else context.out(`${table(answers.map((answer) => grantRow(context, answer)))}\n`);
}

function grantRow(context: CliContext, answer: ReviewAnswer): readonly string[] {
  const { id, verdict, scope, expires, agent, tool, summary } = answer;
  const style = styleOf(context);
  const isYes = verdict === 'approved';
  return [
    id,
    isYes ? style.green(`yes, ${scope}`) : style.red('no'),
    `${spanWords(expires - Date.now())} left`,
    agentTitle(agent),
    printable(tool),
    printable(summary),
  ];
}
