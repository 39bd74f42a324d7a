import { type Fields, field, fieldsOf } from '@agsec/runtime/adapter';
import { isOurs } from './our-hook.ts';
import { foreignEvents } from './settings/hooks-table.ts';
import { tableIn } from './settings/read-config.ts';

/**
 * What a project's `config.toml` brings that runs, or steers programs, without any hook being asked,
 * in words; empty if nothing.
 */
export function unseenCommands(config: Fields): readonly string[] {
  return [
    ...foreignEvents(tableIn(config, 'hooks'), isOurs).map((event) => `a ${event} hook`),
    ...(field(config, 'notify') === undefined ? [] : ['notify']),
    ...serversOf(config).map((name) => `the server ${name}`),
    ...variablesOf(config).map((name) => `the variable ${name}`),
  ];
}

/** MCP servers that are programs of this machine. */
function serversOf(config: Fields): readonly string[] {
  const servers = tableIn(config, 'mcp_servers');
  return Object.keys(servers).filter(
    (name) => field(fieldsOf(field(servers, name)) ?? {}, 'command') !== undefined,
  );
}

/** Variables given to every command the agent runs. */
function variablesOf(config: Fields): readonly string[] {
  return Object.keys(tableIn(tableIn(config, 'shell_environment_policy'), 'set'));
}
