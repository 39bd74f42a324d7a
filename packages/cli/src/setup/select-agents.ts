import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Place, Scope } from '@agsec/runtime';
import { AGENTS, type Agent, agentNamed } from '../adapters.ts';
import { type CliContext, CliError } from '../context.ts';

/** Agents to act on, and those that `--all` leaves out as they have no hooks of the scope. */
export type Selection = { readonly agents: readonly Agent[]; readonly leftOut: readonly Agent[] };

export type SelectOptions = {
  readonly all: 'every' | 'found' | false;
  readonly verb: string;
  readonly scope: Scope;
  readonly place: Place;
};

/** The agents that were named; with `all`, every one, or those found on this machine. */
export function selectAgents(
  { environment }: Pick<CliContext, 'environment'>,
  names: readonly string[],
  { all, verb, scope, place }: SelectOptions,
): Selection {
  if (all !== false && names.length > 0)
    throw new CliError('names-and-all', 'Name agents, or say --all; not both.');
  const named = all === false ? [...new Set(names)].map(agentNamed) : AGENTS;
  const candidates = all === 'found' ? named.filter(isHere) : named;
  const agents = candidates.filter((agent) => hasScope(agent, scope));
  const leftOut = candidates.filter((agent) => !hasScope(agent, scope));
  const [first] = leftOut;
  if (first !== undefined && (all === false || agents.length === 0))
    throw new CliError(
      'no-such-scope',
      `${first.adapter.title} has no ${scope} scope.`,
      `It has: ${first.adapter.capabilities.scopes.join(', ')}.`,
    );
  if (agents.length === 0)
    throw new CliError(
      'no-agent',
      all === false ? `Which agent is agsec to ${verb}?` : 'No agent was found on this machine.',
      `For example: agsec ${verb} ${AGENTS[0]?.adapter.id ?? ''}`,
    );
  return { agents, leftOut };

  function isHere({ adapter: { install } }: Agent): boolean {
    const [program = ''] = install.versionCommand;
    return (
      isOnPath(program, environment['PATH'] ?? '') ||
      (install.signs?.(place) ?? []).some(existsSync)
    );
  }
}

function hasScope({ adapter }: Agent, scope: Scope): boolean {
  return adapter.capabilities.scopes.includes(scope);
}

function isOnPath(program: string, path: string): boolean {
  if (program === '') return false;
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .some((folder) => isExecutable(join(folder, program)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}
