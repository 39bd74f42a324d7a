import { type DoctorFinding, type Place, runDoctor } from '@agsec/runtime';
import { AGENTS, type Agent, agentNamed } from '../adapters.ts';
import type { DoctorOptions } from '../commands/doctor.ts';
import type { CliContext, ExitStatus } from '../context.ts';
import { machineOf } from '../engine/machine.ts';
import { plural } from '../terminal/plural.ts';
import { showPath, showPathsIn } from '../terminal/show-path.ts';
import { printable, type Style, styleOf } from '../terminal/style.ts';
import { wrap } from '../terminal/wrap.ts';
import { installPlace } from './install-place.ts';
import { examine, type InstalledPlace, installedPlaces } from './installed-places.ts';
import { mendHookFiles } from './mend-hook-files.ts';

type Examination = {
  readonly agent: string;
  readonly title: string;
  readonly scope: string;
  readonly project?: string;
  readonly findings: readonly DoctorFinding[];
};

/** Examines installations; status 1 if a way around the firewall could be closed. */
export async function runDoctorCommand(
  context: CliContext,
  names: readonly string[],
  options: DoctorOptions,
): Promise<ExitStatus> {
  const agents = names.length === 0 ? AGENTS : [...new Set(names)].map(agentNamed);
  const place = installPlace(context, options.scope ?? 'user');
  const targets = targetsOf(agents, place, options, names.length > 0);
  const examinations: Examination[] = [];
  for (const target of targets) examinations.push(await examination(context, target));
  const open = examinations
    .flatMap(({ findings }) => findings)
    .filter(({ level }) => level === 'open').length;
  const status = open > 0 || targets.length === 0 ? 1 : 0;
  if (options.json) {
    const ok = status === 0;
    context.out(`${JSON.stringify({ ok, examinations })}\n`);
  } else if (targets.length === 0)
    context.out(
      'agsec is installed for no agent, so nothing is checked.\n\nRun: agsec install --all\n',
    );
  else show(context, examinations, open);
  return status;
}

function targetsOf(
  agents: readonly Agent[],
  place: Place,
  { scope }: DoctorOptions,
  isNamed: boolean,
): readonly InstalledPlace[] {
  const found = installedPlaces(agents, place);
  if (scope !== undefined) {
    const there = found.filter((each) => each.scope === scope);
    return there.length > 0 ? there : agents.map((agent) => examine(agent, scope, place));
  }
  if (!isNamed) return found;
  return agents.flatMap((agent) => {
    const there = found.filter((each) => each.agent === agent);
    return there.length > 0 ? there : [examine(agent, 'user', place)];
  });
}

async function examination(context: CliContext, target: InstalledPlace): Promise<Examination> {
  const { scope, place, project } = target;
  const { adapter } = target.agent;
  const options = {
    machine: machineOf(context),
    place,
    scope,
    environment: definedVariables(context),
  };
  const found = await runDoctor(adapter, options);
  const mended = mendHookFiles(target, found);
  const findings =
    mended.length === 0 ? found : [...mended, ...(await runDoctor(adapter, options))];
  const { id, title } = adapter;
  return { agent: id, title, scope, ...(project === undefined ? {} : { project }), findings };
}

/** The variables an agent would be started with. */
export function definedVariables({ environment }: CliContext): { readonly [name: string]: string } {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}

/** Columns of the level, its blanks and the margin. */
const MARGIN = '        ';

function show(context: CliContext, examinations: readonly Examination[], open: number): void {
  const style = styleOf(context);
  for (const { title, scope, project, findings } of examinations) {
    const where = project === undefined ? scope : `${scope} ${showPath(context, project)}`;
    context.out(`${style.bold(title)} ${style.dim(`(${where})`)}\n`);
    const limits = findings.filter(({ check }) => check === 'capabilities');
    for (const level of ['open', 'warn', 'ok'] as const)
      for (const finding of findings)
        if (finding.level === level && !limits.includes(finding))
          context.out(findingLines(context, style, finding));
    if (limits.length > 0) {
      context.out(`\n  ${style.bold('what stays open at this scope')}\n`);
      for (const { detail, fix } of limits) {
        const text = fix === undefined ? detail : `${detail}. ${sentence(fix)}`;
        context.out(`  - ${wrap(printable(text), context.width, '    ')}\n`);
      }
    }
    context.out('\n');
  }
  context.out(
    open === 0
      ? `${style.green('The firewall stands.')}\n`
      : `${style.red(`${plural(open, 'open finding')}.`)}\n`,
  );
}

/** A remedy of an agent's table, which stands in a cell there, as a sentence of its own. */
function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function findingLines(context: CliContext, style: Style, finding: DoctorFinding): string {
  const { level, detail, fix } = finding;
  const marks = { ok: style.green('ok  '), warn: style.yellow('warn'), open: style.red('OPEN') };
  const shown = (said: string) => showPathsIn(context, printable(said));
  const text = wrap(shown(detail), context.width, MARGIN);
  const remedy =
    fix === undefined
      ? ''
      : `${MARGIN}${style.dim('fix:')} ${wrap(shown(fix), context.width, `${MARGIN}     `)}\n`;
  return `  ${marks[level]}  ${text}\n${remedy}`;
}
