import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Scope } from '@agsec/runtime';
import { AGENTS, type Agent, agentNamed } from '../adapters.ts';
import { type CliContext, CliError } from '../context.ts';

/** The agents that were named; with `all`, every one, or those found on the PATH. */
export function selectAgents(
  { environment }: Pick<CliContext, 'environment'>,
  names: readonly string[],
  options: {
    readonly all: 'every' | 'found' | false;
    readonly verb: string;
    readonly scope: Scope;
  },
): readonly Agent[] {
  const { all, verb, scope } = options;
  if (all !== false && names.length > 0)
    throw new CliError('names-and-all', 'Name agents, or say --all; not both.');
  const agents = all === false ? [...new Set(names)].map(agentNamed) : agentsOf(all, environment);
  if (agents.length === 0)
    throw new CliError(
      'no-agent',
      all === false ? `Which agent is agsec to ${verb}?` : 'No agent was found on your PATH.',
      `For example: agsec ${verb} ${AGENTS[0]?.adapter.id ?? ''}`,
    );
  for (const { adapter } of agents) {
    const { scopes } = adapter.capabilities;
    if (!scopes.includes(scope))
      throw new CliError(
        'no-such-scope',
        `${adapter.title} has no ${scope} scope.`,
        `It has: ${scopes.join(', ')}.`,
      );
  }
  return agents;
}

function agentsOf(
  which: 'every' | 'found',
  environment: CliContext['environment'],
): readonly Agent[] {
  if (which === 'every') return AGENTS;
  return AGENTS.filter(({ adapter }) => {
    const [program = ''] = adapter.install.versionCommand;
    return isOnPath(program, environment['PATH'] ?? '');
  });
}

function isOnPath(program: string, path: string): boolean {
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
