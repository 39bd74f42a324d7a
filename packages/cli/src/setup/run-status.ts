import type { PolicyIssue } from '@agsec/core/policy';
import { formatIssue } from '@agsec/core/policy';
import {
  type AgentStatus,
  collectStats,
  collectStatus,
  homeLayout,
  readRecords,
  settingsOf,
} from '@agsec/runtime';
import { AGENTS } from '../adapters.ts';
import { localTime } from '../audit/call-line.ts';
import type { CliContext, ExitStatus } from '../context.ts';
import { readConfig, readManagedConfig } from '../policy-files/config-file.ts';
import { validateHere } from '../policy-files/validate-policies.ts';
import { plural } from '../terminal/plural.ts';
import { showPath } from '../terminal/show-path.ts';
import { printable, type Style, styleOf } from '../terminal/style.ts';
import { table } from '../terminal/table.ts';
import { VERSION } from '../version.ts';
import { installPlace } from './install-place.ts';
import { installedPlaces } from './installed-places.ts';
import { definedVariables } from './run-doctor.ts';

type Status = {
  readonly version: string;
  readonly home: string;
  /** Absent if the configuration does not load. */
  readonly mode?: string;
  readonly managed_mode?: string;
  readonly policies: {
    readonly files: number;
    readonly statements: number;
    readonly issues: readonly PolicyIssue[];
  };
  readonly agents: readonly (Omit<AgentStatus, 'installed'> & {
    readonly installed: readonly {
      readonly scope: string;
      readonly project?: string;
      /** False: it was changed or taken out since. */
      readonly unchanged: boolean;
    }[];
  })[];
  /** Calls of the last 24 hours. */
  readonly last_day: { readonly calls: number; readonly stopped: number };
};

const DAY = 86_400_000;

/** Shows where things stand; status 1 if the policies do not load, for every call is denied then. */
export async function runStatus(context: CliContext, json: boolean): Promise<ExitStatus> {
  const status = await collect(context);
  if (json) context.out(`${JSON.stringify(status)}\n`);
  else show(context, status);
  return status.policies.issues.length > 0 ? 1 : 0;
}

async function collect(context: CliContext): Promise<Status> {
  const place = installPlace(context, 'user');
  const home = homeLayout(place.agsecHome);
  const policies = validateHere(home, context.cwd);
  const environment = definedVariables(context);
  const adapters = AGENTS.map(({ adapter }) => adapter);
  const places = installedPlaces(AGENTS, place);
  const agents = (await collectStatus(adapters, { place, environment })).map((each) => ({
    ...each,
    installed: places
      .filter(({ agent }) => agent.adapter.id === each.agent)
      .map(({ scope, project, isInstalled: unchanged }) =>
        project === undefined ? { scope, unchanged } : { scope, project, unchanged },
      ),
  }));
  const since = new Date(Date.now() - DAY);
  const { calls, effects } = collectStats(readRecords(home.audit, { since, kind: 'call' }));
  const configIssue = policies.issues.some(({ file }) => file.endsWith('/config.yaml'));
  const managed = configIssue ? undefined : readManagedConfig();
  const settings = configIssue ? undefined : settingsOf(readConfig(home), managed);
  return {
    version: VERSION,
    home: home.root,
    ...(settings === undefined ? {} : { mode: settings.mode }),
    ...(managed === undefined || settings === undefined
      ? {}
      : { managed_mode: settings.managedMode }),
    policies,
    agents,
    last_day: { calls, stopped: effects.deny + effects.review },
  };
}

function show(context: CliContext, status: Status): void {
  const style = styleOf(context);
  const { version, home, mode, managed_mode: managedMode, agents, last_day: day } = status;
  const managed = managedMode === undefined ? '' : style.dim(` (managed: ${managedMode})`);
  const rows = [
    ['agsec', `${version}  ${style.dim(showPath(context, home))}`],
    ['mode', mode === undefined ? style.red('unknown') : `${paintMode(style, mode)}${managed}`],
    ['policies', policiesText(style, status.policies)],
    ...agents.flatMap((agent) => agentRows(context, style, agent)),
    ['last 24 h', `${plural(day.calls, 'call')}, ${day.stopped} stopped`],
  ];
  context.out(`${table(rows)}\n`);
  for (const issue of status.policies.issues) {
    const line = formatIssue({ ...issue, file: showPath(context, issue.file) });
    context.out(`\n${style.red('error')}: ${printable(line)}\n`);
  }
}

function paintMode(style: Style, mode: string): string {
  return mode === 'enforce' ? style.green(mode) : style.yellow(mode);
}

function policiesText(style: Style, { files, statements, issues }: Status['policies']): string {
  if (issues.length > 0) return style.red('do not load: every call is denied');
  if (files === 0) return style.red('none: every call is denied. Run: agsec init');
  return `${plural(files, 'file')}, ${plural(statements, 'statement')}`;
}

function agentRows(
  context: CliContext,
  style: Style,
  { title, clientVersion, installed, lastCall }: Status['agents'][number],
): readonly (readonly string[])[] {
  const name = clientVersion === undefined ? title : `${title} ${clientVersion}`;
  if (installed.length === 0) return [[name, style.yellow('not protected')]];
  return installed.map(({ scope, project, unchanged }, index) => {
    const where = project === undefined ? scope : `${scope} ${showPath(context, project)}`;
    const state = unchanged
      ? style.green('protected')
      : style.red('hook missing or changed; see agsec doctor');
    const last =
      lastCall === undefined || index > 0
        ? ''
        : style.dim(`  last call ${localTime(new Date(lastCall.ts))}`);
    return [index === 0 ? name : '', `${state} ${style.dim(`(${where})`)}${last}`];
  });
}
