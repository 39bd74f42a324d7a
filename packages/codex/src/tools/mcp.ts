import {
  type Build,
  type InputReader,
  internalTool,
  mcpOperation,
  type ToolCall,
  unknownTool,
} from '@agsec/runtime/adapter';
import type { ToolOperation } from '@agsec/runtime/hook';

/**
 * A tool of an MCP server: `mcp__<server>__<tool>`, where the client has put `_` for `-`. The first
 * `__` ends the server's name. `unknown.<tool>` if the name is not one of such a tool.
 */
export const mcpTool: Build = (input, call) => {
  const [, server, tool] = /^mcp__(.+?)__(.+)$/.exec(call.tool) ?? [];
  if (server === undefined || tool === undefined) return unknownTool(input, call);
  return mcpOperation({ server, tool, args: input.args(), cwd: call.cwd });
};

/** Lists what one server offers; without a server, what all do, which asks none of them. */
export function listResources(tool: string): Build {
  return (input, call) => {
    const server = input.optionalText('server');
    return server === undefined ? internalTool(input, call) : onServer(server, tool, input, call);
  };
}

/** Reads a resource of a server. */
export const readResource: Build = (input, call) => {
  input.filled('uri');
  return onServer(input.filled('server'), 'read_resource', input, call);
};

function onServer(
  server: string,
  tool: string,
  input: InputReader,
  { cwd }: ToolCall,
): readonly ToolOperation[] {
  return mcpOperation({ server, tool, args: input.args(), cwd });
}
