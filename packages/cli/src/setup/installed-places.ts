import { readFileSync } from 'node:fs';
import { homeLayout, installedWait, type Place, type Scope } from '@agsec/runtime';
import type { Agent } from '../adapters.ts';
import { readInstallations } from './installations.ts';

/** A scope at which an agent's hook is, or was, installed. */
export type InstalledPlace = {
  readonly agent: Agent;
  readonly scope: Scope;
  readonly place: Place;
  /** Folder of the project, for project scope. */
  readonly project?: string;
  /** The agent's files still hold the hook, unchanged. */
  readonly isInstalled: boolean;
};

/** Every scope and project at which agents are found installed here, or were noted to be. */
export function installedPlaces(agents: readonly Agent[], place: Place): readonly InstalledPlace[] {
  return agents.flatMap((agent) => {
    const noted = readInstallations(homeLayout(place.agsecHome)).filter(
      (each) => each.agent === agent.adapter.id,
    );
    const projects = new Set([
      ...place.projects.filter((project) => project !== place.home),
      ...noted.flatMap(({ project }) => project ?? []),
    ]);
    const isNoted = (scope: Scope, project?: string): boolean =>
      noted.some((each) => each.scope === scope && each.project === project);
    return [
      examine(agent, 'managed', place),
      examine(agent, 'user', place),
      ...[...projects].map((project) => examine(agent, 'project', place, project)),
    ].filter(({ isInstalled, scope, project }) => isInstalled || isNoted(scope, project));
  });
}

/** An agent at one scope, whether it is installed there or not. */
export function examine(agent: Agent, scope: Scope, from: Place, project?: string): InstalledPlace {
  const at = { ...from, scope, ...(project === undefined ? {} : { projects: [project] }) };
  const { adapter } = agent;
  const reviewWait = adapter.capabilities.scopes.includes(scope)
    ? installedWait(adapter, scope, at, readIfThere)
    : undefined;
  const place = reviewWait === undefined ? at : { ...at, reviewWait };
  const isInstalled = reviewWait !== undefined;
  return { agent, scope, place, isInstalled, ...(project === undefined ? {} : { project }) };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
