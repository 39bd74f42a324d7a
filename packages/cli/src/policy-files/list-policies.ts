import { basename } from 'node:path';
import { formatIssue, loadPolicies, type Statement } from '@agsec/core/policy';
import { agsecHome, type HomeLayout, homeLayout } from '@agsec/runtime';
import { type CliContext, CliError } from '../context.ts';
import { paintEffect, printable, styleOf } from '../terminal/style.ts';
import { table } from '../terminal/table.ts';
import { layersHere } from './layers-here.ts';
import { notePending } from './pending-changes.ts';

type Row = Pick<Statement, 'sid' | 'effect' | 'actions' | 'line' | 'reason'> & {
  readonly layer: string;
  /** Absolute. */
  readonly file: string;
};

/** Shows every statement that holds for calls from here, with the place it stands in. */
export function listPolicies(context: CliContext, json: boolean): void {
  const home = homeLayout(agsecHome(context.environment));
  const rows = statementsHere(home, context.cwd);
  if (json) {
    context.out(`${JSON.stringify(rows)}\n`);
    return;
  }
  const style = styleOf(context);
  const cells = rows.map((row) => [
    paintEffect(style, row.effect),
    printable(row.sid),
    style.dim(`${row.layer}/${printable(basename(row.file))}:${row.line}`),
    printable(row.actions.join(' ')),
  ]);
  context.out(
    rows.length === 0 ? 'There are no policies here. Run: agsec init\n' : `${table(cells)}\n`,
  );
  notePending(context, home);
}

function statementsHere(home: HomeLayout, cwd: string): readonly Row[] {
  return layersHere(home, cwd).flatMap(({ layer, folder, sources }) => {
    const loaded = loadPolicies(sources);
    if (!loaded.ok) {
      const lines = loaded.issues.map((issue) => `${folder}/${formatIssue(issue)}`);
      throw new CliError(
        'policy-issues',
        lines.join('\n'),
        'While these stand, every call is denied.',
      );
    }
    return loaded.policies.flatMap(({ file, statements }) =>
      statements.map(({ sid, effect, actions, line, reason }) => ({
        sid,
        effect,
        actions,
        layer,
        file: `${folder}/${file}`,
        line,
        ...(reason === undefined ? {} : { reason }),
      })),
    );
  });
}
