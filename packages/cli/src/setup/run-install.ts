import { statSync } from 'node:fs';
import {
  homeLayout,
  otherState,
  type Place,
  type Scope,
  tooOldClient,
  wantedPlace,
} from '@agsec/runtime';
import type { Agent } from '../adapters.ts';
import type { InstallOptions } from '../commands/install.ts';
import { type CliContext, CliError, type ExitStatus } from '../context.ts';
import { machineOf } from '../engine/machine.ts';
import { requireHuman } from '../human/require-human.ts';
import { readMode } from '../policy-files/config-file.ts';
import { validateHere } from '../policy-files/validate-policies.ts';
import { createState, hasPolicies, type MadeState } from './create-state.ts';
import { forEachAgent } from './each-agent.ts';
import { type AgentPlan, type AgentReport, installAgent, previewInstall } from './install-agent.ts';
import { installPlace, MANAGED_STATE } from './install-place.ts';
import { examine } from './installed-places.ts';
import {
  compileManagedPolicies,
  prepareManagedMachine,
  requireManagedMachine,
} from './managed-machine.ts';
import { definedVariables } from './run-doctor.ts';
import { selectAgents } from './select-agents.ts';
import { showInstall } from './show-install.ts';
import { checkTrust, trustHook } from './trust-hooks.ts';

/**
 * Puts the hook into the settings of agents. Everything that could be in the way is looked at first;
 * then missing policies are made, so that one command is enough. Status 1 if the policies do not
 * load, since every call is denied then, if an agent could not be told to trust the hook, or if one
 * that `--all` has found could not be installed: that keeps no other from it.
 */
export async function runInstall(
  context: CliContext,
  names: readonly string[],
  options: InstallOptions,
): Promise<ExitStatus> {
  const { scope } = options;
  const isAll = options.all === true;
  const all = isAll ? 'found' : false;
  const place = installPlace(context, scope);
  const { agents, leftOut } = selectAgents(context, names, { all, verb: 'install', scope, place });
  checkTrust(agents, options);
  const chosen = agents.map((agent) => ({ agent }));
  const young = await forEachAgent(chosen, isAll, async ({ agent }) => {
    await refuseOldClient(context, agent);
    const own = wantedPlace(agent.adapter, { machine: machineOf(context), scope, place });
    return { agent, plan: agent.adapter.install.plan(scope, own) };
  });
  checkPlace(place, scope, young.done);
  const ready = await forEachAgent(young.done, isAll, (each) => ({
    ...each,
    preview: previewInstall(each, place),
  }));
  const refused = [...young.failed, ...ready.failed];
  if (options.dryRun) {
    const reports = ready.done.map(({ preview }) => preview);
    const made = wouldMake(place, scope);
    showInstall(context, { reports, leftOut, failed: refused, made }, options);
    return refused.length === 0 ? 0 : 1;
  }
  askAboutOtherState(context, ready.done, place);
  const made = makeState(place, scope);
  const installed = await forEachAgent(ready.done, isAll, (each) => installAgent(each, place));
  const failed = [...refused, ...installed.failed];
  if (scope === 'managed') await compileManagedPolicies();
  const reports = await withTrust(context, agents, installed.done, options, place);
  const home = homeLayout(place.agsecHome);
  const { issues } = validateHere(home, context.cwd);
  const mode = issues.length === 0 ? readMode(home) : undefined;
  const known = mode === undefined ? {} : { mode };
  showInstall(context, { reports, leftOut, failed, made, issues, ...known }, options);
  const isTrusted = reports.every(({ trust }) => trust?.ok !== false);
  return issues.length === 0 && failed.length === 0 && isTrusted ? 0 : 1;
}

/** A hook that another state folder decides for is replaced only if a person says so. */
function askAboutOtherState(context: CliContext, plans: readonly AgentPlan[], place: Place): void {
  const titles = plans.flatMap(({ agent: { adapter }, plan: { scope } }) =>
    scope !== 'managed' && otherState(adapter, scope, place) !== undefined ? [adapter.title] : [],
  );
  if (titles.length > 0)
    requireHuman(
      context,
      `let the policies in ${place.agsecHome} decide for ${titles.join(', ')}, and no longer those that do now`,
    );
}

async function withTrust(
  context: CliContext,
  agents: readonly Agent[],
  installed: readonly AgentReport[],
  options: InstallOptions,
  place: Place,
): Promise<readonly AgentReport[]> {
  const reports: AgentReport[] = [];
  for (const report of installed) {
    const agent = agents.find(({ adapter }) => adapter.id === report.agent);
    const trust =
      agent === undefined
        ? undefined
        : await trustHook(
            context,
            agent,
            report,
            options,
            examine(agent, options.scope, place).place,
          );
    reports.push(trust === undefined ? report : { ...report, trust });
  }
  return reports;
}

async function refuseOldClient(context: CliContext, { adapter }: Agent): Promise<void> {
  const tooOld = await tooOldClient(adapter, definedVariables(context), context.cwd);
  if (tooOld !== undefined) throw new CliError('old-client', tooOld.message, tooOld.hint);
}

function checkPlace(place: Place, scope: Scope, plans: readonly AgentPlan[]): void {
  if (scope === 'managed') {
    requireManagedMachine(
      place,
      plans.map(({ plan }) => plan),
    );
    return;
  }
  requireOwnHome(place);
  if (scope === 'project' && place.projects.includes(place.home))
    throw new CliError(
      'home-is-no-project',
      'This is your home folder, whose settings are your own.',
      'Run it in the folder of a project, or without --scope project.',
    );
}

/** `sudo agsec install` would leave root's files in somebody else's home. */
export function requireOwnHome({ home }: Pick<Place, 'home'>): void {
  const owner = statSync(home, { throwIfNoEntry: false })?.uid;
  if (process.getuid?.() !== 0 || owner === undefined || owner === 0) return;
  throw new CliError(
    'foreign-home',
    `You are root, and ${home} belongs to somebody else, who could not use what root makes there.`,
    'Run it as that user, without sudo; for all users: --scope managed',
  );
}

function makeState(place: Place, scope: Scope): Omit<MadeState, 'mode'> | undefined {
  if (scope === 'managed') return prepareManagedMachine(place);
  const home = homeLayout(place.agsecHome);
  return hasPolicies(home.policies) ? undefined : createState(home, 'enforce');
}

/** What `makeState` would make, for `--dry-run`. */
function wouldMake(place: Place, scope: Scope): Omit<MadeState, 'mode'> | undefined {
  const folder = scope === 'managed' ? MANAGED_STATE : place.agsecHome;
  if (hasPolicies(`${folder}/policies`)) return undefined;
  return { folder, created: [`${folder}/policies`, `${folder}/config.yaml`], left: [] };
}
