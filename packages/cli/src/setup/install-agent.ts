import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  type ApplyFailure,
  type ApplyResult,
  applyPlan,
  binFolder,
  type FileChange,
  homeLayout,
  type InstallPlan,
  installHookFiles,
  type Place,
  type Scope,
  type TrustOutcome,
} from '@agsec/runtime';
import type { Agent } from '../adapters.ts';
import { CliError } from '../context.ts';
import { MANAGED_LIBRARY } from './install-place.ts';
import { noteInstallation } from './installations.ts';

/** What an installation did, or would do. */
export type AgentReport = {
  readonly agent: string;
  readonly title: string;
  readonly scope: Scope;
  /** The program the agent starts. */
  readonly hook: string;
  readonly hookChanged: boolean;
  readonly changes: readonly FileChange[];
  readonly backup?: string;
  /** Why the hook is slower than it could be. */
  readonly cold?: string;
  readonly notes: readonly string[];
  /** What came of telling the agent that the person trusts the hook; absent: it was not told. */
  readonly trust?: TrustOutcome;
};

/** An agent with what is to be done about it. */
export type AgentPlan = { readonly agent: Agent; readonly plan: InstallPlan };

/** Folder of the state that an installation of a scope belongs to. */
export function stateFolder(place: Place, scope: Scope): string {
  return scope === 'managed' ? MANAGED_LIBRARY : place.agsecHome;
}

/** What would change. Throws `CliError` with the place of everything that is in the way. */
export function previewInstall({ agent, plan }: AgentPlan, place: Place): AgentReport {
  const options = { agsecHome: stateFolder(place, plan.scope), dryRun: true };
  const { changes } = applied(applyPlan(plan, options));
  const hook = loaderOf(agent, place, plan.scope);
  return report({ agent, plan }, { hook, hookChanged: !existsSync(hook), changes });
}

/** Puts the hook's programs in place, then the entry in the agent's settings. */
export function installAgent({ agent, plan }: AgentPlan, place: Place): AgentReport {
  const { scope } = plan;
  const hook = loaderOf(agent, place, scope);
  const before = existsSync(hook) ? readFileSync(hook, 'utf8') : undefined;
  const { coldReason, folder } = installHookFiles({
    adapter: agent.adapter,
    bundle: agent.hookBundle(),
    place,
    bin: binFolder(place, scope),
    shared: scope === 'managed',
  });
  const { changes, backup } = applied(applyPlan(plan, { agsecHome: stateFolder(place, scope) }));
  note(agent, scope, place);
  return report(
    { agent, plan },
    {
      hook,
      hookChanged: before?.includes(basename(folder)) !== true,
      changes,
      ...(backup === undefined ? {} : { backup }),
      ...(coldReason === undefined ? {} : { cold: coldReason }),
    },
  );
}

function note({ adapter }: Agent, scope: Scope, place: Place): void {
  const home = homeLayout(place.agsecHome);
  if (scope === 'user') noteInstallation(home, { agent: adapter.id, scope });
  if (scope === 'project')
    for (const project of place.projects)
      noteInstallation(home, { agent: adapter.id, scope, project });
}

function report(
  { agent: { adapter }, plan: { scope, notes } }: AgentPlan,
  facts: Pick<AgentReport, 'hook' | 'hookChanged' | 'changes' | 'backup' | 'cold'>,
): AgentReport {
  return { agent: adapter.id, title: adapter.title, scope, ...facts, notes };
}

/** The program an agent starts. */
export function loaderOf({ adapter }: Agent, place: Place, scope: Scope): string {
  return join(binFolder(place, scope), `${adapter.id}.cjs`);
}

/** The result of applying a plan, unless it failed. Throws `CliError` with every failure. */
export function applied(result: ApplyResult): Extract<ApplyResult, { ok: true }> {
  if (result.ok) return result;
  throw new CliError(
    'not-applied',
    result.failures.map(failureLine).join('\n'),
    'Nothing was changed.',
  );
}

function failureLine({ path, line, column, message }: ApplyFailure): string {
  const place = [path, line, column].filter((part) => part !== undefined).join(':');
  return `${place}: ${message}`;
}
