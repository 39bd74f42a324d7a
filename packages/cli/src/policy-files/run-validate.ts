import { resolve } from 'node:path';
import { formatIssue } from '@agsec/core/policy';
import { agsecHome, homeLayout } from '@agsec/runtime';
import type { CliContext, ExitStatus } from '../context.ts';
import { plural } from '../terminal/plural.ts';
import { showPath } from '../terminal/show-path.ts';
import { printable, styleOf } from '../terminal/style.ts';
import { notePending } from './pending-changes.ts';
import { type Validation, validateHere, validatePath } from './validate-policies.ts';

/** Shows every issue; status 1 if there is one, or no policy file at all. */
export function runValidate(
  context: CliContext,
  path: string | undefined,
  json: boolean,
): ExitStatus {
  const home = homeLayout(agsecHome(context.environment));
  const validation =
    path === undefined
      ? validateHere(home, context.cwd)
      : validatePath(home, resolve(context.cwd, path));
  const { files, issues } = validation;
  if (json)
    context.out(`${JSON.stringify({ ok: issues.length === 0 && files > 0, ...validation })}\n`);
  else {
    show(context, validation, path === undefined);
    notePending(context, home);
  }
  return issues.length > 0 || files === 0 ? 1 : 0;
}

function show(
  context: CliContext,
  { files, statements, issues }: Validation,
  inForce: boolean,
): void {
  const style = styleOf(context);
  for (const issue of issues) {
    const line = formatIssue({ ...issue, file: showPath(context, issue.file) });
    context.out(`${printable(line)}\n`);
  }
  if (issues.length > 0) {
    const stand = issues.length === 1 ? 'it stands' : 'they stand';
    const denied = inForce ? `; while ${stand}, every call is denied` : '';
    context.out(`\n${style.red(plural(issues.length, 'issue'))}${denied}\n`);
  } else if (files === 0)
    context.out(`There are no policy files${inForce ? '. Run: agsec init' : ' in that folder.'}\n`);
  else
    context.out(
      `${style.green('ok')}  ${plural(files, 'file')}, ${plural(statements, 'statement')}\n`,
    );
}
