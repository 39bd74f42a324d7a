import type { Effect } from '@agsec/core';
import type { Adapter, Place, Scope } from '../adapter.ts';
import { isCallRecord } from '../audit/audit-record.ts';
import { readRecords } from '../audit/read.ts';
import { installedWait } from '../install/review-wait.ts';
import { homeLayout } from '../state/agsec-home.ts';
import { clientVersion } from './client-version.ts';
import { readTextFile } from './read-text.ts';

/** Where one agent stands, for `agsec status`. */
export type AgentStatus = {
  readonly agent: string;
  readonly title: string;
  /** Version its command line prints; absent: not found. */
  readonly clientVersion?: string;
  /** Scopes at which the hook is installed and unchanged. */
  readonly installed: readonly Scope[];
  /** Its last call in the audit log. */
  readonly lastCall?: { readonly ts: string; readonly tool: string; readonly effective: Effect };
};

export type StatusOptions = {
  readonly place: Place;
  /** Variables the agents would be started with. */
  readonly environment: { readonly [name: string]: string };
};

/** The status of each agent, in the order given. Throws only errors of reading the audit log. */
export function collectStatus(
  adapters: readonly Adapter[],
  { place, environment }: StatusOptions,
): Promise<readonly AgentStatus[]> {
  const { audit } = homeLayout(place.agsecHome);
  return Promise.all(
    adapters.map(async ({ id, title, capabilities, install }): Promise<AgentStatus> => {
      const version = await clientVersion(install.versionCommand, environment, place.home);
      const installed = capabilities.scopes.filter((scope) => isThere({ install }, scope, place));
      const last = lastCall(audit, id);
      return {
        agent: id,
        title,
        ...(version === undefined ? {} : { clientVersion: version }),
        installed,
        ...(last === undefined ? {} : { lastCall: last }),
      };
    }),
  );
}

function isThere(adapter: Pick<Adapter, 'install'>, scope: Scope, place: Place): boolean {
  return installedWait(adapter, scope, { ...place, scope }, readTextFile) !== undefined;
}

function lastCall(audit: string, agent: string): AgentStatus['lastCall'] {
  for (const item of readRecords(audit, { agent, kind: 'call' }, { limit: 1 })) {
    if (item.kind !== 'record' || !isCallRecord(item.record)) continue;
    const { ts, tool, effective } = item.record;
    return { ts, tool, effective };
  }
  return undefined;
}
