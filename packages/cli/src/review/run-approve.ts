import { agsecHome, homeLayout, type ReviewAnswer } from '@agsec/runtime';
import type { ApproveOptions } from '../commands/review.ts';
import type { CliContext } from '../context.ts';
import { requireHuman } from '../human/require-human.ts';
import { changeText } from '../policy-files/accept-policies.ts';
import { notePending } from '../policy-files/pending-changes.ts';
import { writeOwnFile } from '../policy-files/write-own-file.ts';
import { styleOf } from '../terminal/style.ts';
import { planAlways } from './always.ts';
import { approveRequest, requireApprovable } from './answer-request.ts';
import { findRequest } from './find-request.ts';
import { SCOPE_WORDS, spanWords } from './scope-words.ts';
import { agentTitle, requestText } from './show-request.ts';

/** Shows a call that waits, makes sure that a person asks for it, and lets it pass. */
export function runApprove(context: CliContext, id: string, options: ApproveOptions): void {
  const home = homeLayout(agsecHome(context.environment));
  const request = findRequest(home, id);
  const scope = options.for;
  requireApprovable(request, scope);
  if (!options.json) context.out(`${requestText(context, request, Date.now())}\n`);
  const always = options.always ? planAlways(home, request) : undefined;
  if (always !== undefined && !options.json) {
    const style = styleOf(context);
    context.out(`${always.changes.map((change) => changeText(style, change)).join('\n')}\n`);
  }
  const reach = scope === 'once' ? 'this call' : `this call ${SCOPE_WORDS[scope]}`;
  const more = always === undefined ? '' : ', and change your policies as shown';
  requireHuman(context, `let ${agentTitle(request.agent)} make ${reach}${more}`);
  for (const [file, text] of always?.files ?? [])
    writeOwnFile(home, `${home.policies}/${file}`, text);
  const answer = approveRequest(home, request, scope);
  if (options.json)
    context.out(`${JSON.stringify({ ...answer, ...(always && { changes: always.changes }) })}\n`);
  else {
    context.out(approvedText(context, answer));
    notePending(context, home);
  }
}

/** What a yes means, in one line. */
export function approvedText(context: CliContext, answer: ReviewAnswer): string {
  const { id, scope, expires } = answer;
  const span = spanWords(expires - Date.now());
  const how = `the agent may send the same call ${SCOPE_WORDS[scope]}, within ${span}`;
  return `${styleOf(context).green('approved')} ${id}: ${how}.\n`;
}
