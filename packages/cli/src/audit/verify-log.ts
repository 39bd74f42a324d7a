import { type AuditFinding, agsecHome, homeLayout, verifyAudit } from '@agsec/runtime';
import { type CliContext, CliError, type ExitStatus } from '../context.ts';
import { plural } from '../terminal/plural.ts';
import { printable, type Style, styleOf } from '../terminal/style.ts';
import { wrap } from '../terminal/wrap.ts';

/** Checks the log, against a seal that was kept elsewhere if one is given; status 1 if it was changed. */
export function verify(context: CliContext, kept: string | undefined, json: boolean): ExitStatus {
  const { audit } = homeLayout(agsecHome(context.environment));
  const report = verifyAudit(audit, kept === undefined ? {} : { kept: sealOf(kept) });
  const status = report.ok ? 0 : 1;
  if (json) {
    context.out(`${JSON.stringify(report)}\n`);
    return status;
  }
  const style = styleOf(context);
  for (const finding of report.findings) context.out(`${findingLine(style, finding)}\n`);
  const verdict = report.ok ? style.green('ok') : style.red('The log was changed.');
  const counts = `${plural(report.records, 'record')} in ${plural(report.files, 'file')}`;
  context.out(`${verdict}  ${counts}\n\n${style.bold('What this cannot prove')}\n`);
  for (const limit of report.cannotProve) context.out(`  ${wrap(limit, context.width, '  ')}\n`);
  return status;
}

function findingLine(style: Style, { file, line, level, detail }: AuditFinding): string {
  const place = line === undefined ? file : `${file}:${line}`;
  const painted = level === 'bad' ? style.red(level) : style.yellow(level);
  return `${painted}  ${printable(place)}  ${printable(detail)}`;
}

function sealOf(text: string): { readonly number: number; readonly hash: string } {
  const [, number, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (number !== undefined && hash !== undefined) return { number: Number(number), hash };
  throw new CliError(
    'bad-seal',
    `"${text}" is no seal.`,
    'Give the line that agsec audit seal printed: a number, a colon and 64 digits.',
  );
}
