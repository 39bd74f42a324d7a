import type { PolicyIssue } from '@agsec/core/policy';
import {
  type AgentStatus,
  collectStats,
  collectStatus,
  homeLayout,
  listRequests,
  possibleWait,
  readRecords,
  type Scope,
} from '@agsec/runtime';
import { AGENTS } from '../adapters.ts';
import type { CliContext, ExitStatus } from '../context.ts';
import { readConfig, readManagedConfig } from '../policy-files/config-file.ts';
import { pendingChanges, settingsHere } from '../policy-files/pending-changes.ts';
import { validateHere } from '../policy-files/validate-policies.ts';
import { VERSION } from '../version.ts';
import { type FailMode, failMode } from './fail-mode.ts';
import { installPlace } from './install-place.ts';
import { installedPlaces } from './installed-places.ts';
import { definedVariables } from './run-doctor.ts';
import { showStatus } from './show-status.ts';

/** Where things stand, for people and as JSON. */
export type Status = {
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
  /** Seconds of `review.wait`; absent if the configuration does not load. */
  readonly review_wait?: number;
  /** Policy files, and the configuration, that changed since they were accepted. */
  readonly pending: readonly string[];
  /** Calls that wait for a person. */
  readonly waiting: number;
  readonly agents: readonly (Omit<AgentStatus, 'installed'> & {
    readonly installed: readonly {
      readonly scope: Scope;
      readonly project?: string;
      /** False: it was changed or taken out since. */
      readonly unchanged: boolean;
      /** Seconds a call waits for a person's answer to a review. */
      readonly review_wait: number;
      /** Whether calls are blocked when the hook itself fails. */
      readonly on_failure: FailMode;
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
  else showStatus(context, status);
  return status.policies.issues.length > 0 ? 1 : 0;
}

async function collect(context: CliContext): Promise<Status> {
  const place = installPlace(context, 'user');
  const home = homeLayout(place.agsecHome);
  const policies = validateHere(home, context.cwd);
  const environment = definedVariables(context);
  const adapters = AGENTS.map(({ adapter }) => adapter);
  const configIssue = policies.issues.some(({ file }) => file.endsWith('/config.yaml'));
  const managed = configIssue ? undefined : readManagedConfig();
  const settings = configIssue ? undefined : settingsHere(home, readConfig(home), managed);
  const wait = settings?.reviewWait ?? 0;
  const places = installedPlaces(AGENTS, place);
  const agents = (await collectStatus(adapters, { place, environment })).map((each) => ({
    ...each,
    installed: places
      .filter(({ agent }) => agent.adapter.id === each.agent)
      .map(({ agent, scope, place: at, project, isInstalled: unchanged }) => ({
        scope,
        ...(project === undefined ? {} : { project }),
        unchanged,
        review_wait: Math.min(wait, possibleWait(agent.adapter, at)),
        on_failure: failMode(agent.adapter.capabilities, scope),
      })),
  }));
  const since = new Date(Date.now() - DAY);
  const { calls, effects } = collectStats(readRecords(home.audit, { since, kind: 'call' }));
  return {
    version: VERSION,
    home: home.root,
    ...(settings === undefined ? {} : { mode: settings.mode, review_wait: settings.reviewWait }),
    ...(managed === undefined || settings === undefined
      ? {}
      : { managed_mode: settings.managedMode }),
    policies,
    pending: pendingChanges(home),
    waiting: listRequests(home, Date.now()).requests.length,
    agents,
    last_day: { calls, stopped: effects.deny + effects.review },
  };
}
