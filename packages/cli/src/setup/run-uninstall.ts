import { existsSync } from 'node:fs';
import {
  binFolder,
  type FileChange,
  homeLayout,
  type Place,
  removeHookFiles,
  removePlan,
  type Scope,
} from '@agsec/runtime';
import type { Agent } from '../adapters.ts';
import type { InstallOptions } from '../commands/install.ts';
import type { CliContext } from '../context.ts';
import { requireHuman } from '../human/require-human.ts';
import { showPath } from '../terminal/show-path.ts';
import { styleOf } from '../terminal/style.ts';
import { table } from '../terminal/table.ts';
import { type AgentPlan, applied, loaderOf, stateFolder } from './install-agent.ts';
import { installPlace, MANAGED_STATE } from './install-place.ts';
import { forgetInstallation, type Installation, readInstallations } from './installations.ts';
import { examine } from './installed-places.ts';
import { requireRoot } from './root-only.ts';
import { requireOwnHome } from './run-install.ts';
import { selectAgents } from './select-agents.ts';
import { changeRows, showDiffs } from './show-install.ts';

/** What a removal did, or would do. */
type Removal = {
  readonly agent: string;
  readonly title: string;
  readonly scope: Scope;
  readonly changes: readonly FileChange[];
  /** The programs of the hook go too; they stay while another installation uses them. */
  readonly hookRemoved: boolean;
  readonly backup?: string;
};

/** Takes hooks out of the settings of agents, after asking at the terminal. */
export function runUninstall(
  context: CliContext,
  names: readonly string[],
  options: InstallOptions,
): void {
  const { scope } = options;
  const all = options.all ? 'every' : false;
  const place = installPlace(context, scope);
  const { agents } = selectAgents(context, names, { all, verb: 'uninstall', scope, place });
  if (scope === 'managed') requireRoot();
  else requireOwnHome(place);
  const plans = agents.map((agent) => ({
    agent,
    plan: agent.adapter.install.plan(scope, examine(agent, scope, place).place),
  }));
  const previews = plans.map((each) => remove(each, place, true));
  const isNeeded = previews.some(isRemoval);
  if (!isNeeded || options.dryRun) {
    show(context, previews, options);
    return;
  }
  const titles = agents.map(({ adapter }) => adapter.title).join(', ');
  requireHuman(context, `let ${titles} act without agsec (${scope} scope)`);
  const removals = plans.map((each) => remove(each, place, false));
  show(context, removals, options);
}

function isRemoval({ changes, hookRemoved }: Removal): boolean {
  return hookRemoved || changes.some(({ kind }) => kind !== 'unchanged');
}

function remove({ agent, plan }: AgentPlan, place: Place, dryRun: boolean): Removal {
  const { adapter } = agent;
  const { scope } = plan;
  const isShared = othersOf(agent, place, scope).length > 0;
  const agsecHome = stateFolder(place, scope);
  const { changes, backup } = applied(
    removePlan(plan, { agsecHome, dryRun, keepPrograms: isShared }),
  );
  const hookRemoved = !isShared && existsSync(loaderOf(agent, place, scope));
  if (!dryRun) {
    if (hookRemoved) removeHookFiles(binFolder(place, scope), adapter.id);
    for (const each of ownInstallations(agent, place, scope))
      forgetInstallation(homeLayout(place.agsecHome), each);
  }
  const { id, title } = adapter;
  return {
    agent: id,
    title,
    scope,
    changes,
    hookRemoved,
    ...(backup === undefined ? {} : { backup }),
  };
}

/** Other installations that run the same programs. */
function othersOf(agent: Agent, place: Place, scope: Scope): readonly Installation[] {
  if (scope === 'managed') return [];
  const own = ownInstallations(agent, place, scope);
  return readInstallations(homeLayout(place.agsecHome)).filter(
    (each) =>
      each.agent === agent.adapter.id &&
      !own.some((one) => one.scope === each.scope && one.project === each.project) &&
      isThere(agent, each, place),
  );
}

function ownInstallations(
  { adapter: { id } }: Agent,
  place: Place,
  scope: Scope,
): readonly Installation[] {
  if (scope === 'user') return [{ agent: id, scope }];
  if (scope === 'managed') return [];
  return place.projects.map((project) => ({ agent: id, scope, project }));
}

/** Whether an installation that was noted is still in the agent's settings, or may be. */
function isThere({ adapter }: Agent, { scope, project }: Installation, from: Place): boolean {
  const place = { ...from, scope, projects: project === undefined ? from.projects : [project] };
  const { agsecHome } = place;
  const options = { agsecHome, dryRun: true, keepPrograms: true };
  const result = removePlan(adapter.install.plan(scope, place), options);
  return !result.ok || result.changes.some(({ kind }) => kind !== 'unchanged');
}

function show(context: CliContext, removals: readonly Removal[], options: InstallOptions): void {
  if (options.json) {
    const json = { dry_run: options.dryRun === true, agents: removals };
    context.out(`${JSON.stringify(json)}\n`);
    return;
  }
  const { bold, dim } = styleOf(context);
  const isPreview = options.dryRun === true;
  for (const removal of removals) {
    const { title, scope, changes, hookRemoved, backup } = removal;
    context.out(`${bold(title)} ${dim(`(${scope})`)}\n`);
    if (!isRemoval(removal)) context.out('  is not installed\n');
    else {
      const rows = [
        ...changeRows(context, changes, isPreview).map((row) => row.slice(0, 2)),
        ...(hookRemoved ? [[isPreview ? 'remove' : 'removed', 'the programs of the hook']] : []),
        ...(backup === undefined ? [] : [['backup', showPath(context, backup)]]),
      ];
      context.out(`${table(rows, '  ')}\n`);
    }
    if (isPreview) showDiffs(context, changes);
  }
  if (isPreview) context.out('\nNothing was changed.\n');
  else if (removals.some(isRemoval)) {
    const kept = options.scope === 'managed' ? MANAGED_STATE : '~/.agsec';
    context.out(`\nPolicies and log stay in ${kept}.\n`);
  }
}
