import {
  type Build,
  type InputReader,
  internalTool,
  mcpSegment,
  one,
  type ToolCall,
  unknownTool,
} from '@agsec/runtime/adapter';
import type { ToolOperation } from '@agsec/runtime/hook';
import { splitMcpTool } from './mcp-tool.ts';

/** A tool of an MCP server; `unknown.<tool>` if its name is not one of such a tool. */
export const mcpTool: Build = (input, call) => {
  const { tool: name, cwd, mcpServer } = call;
  const split = splitMcpTool(name, mcpServer);
  if (split === undefined) return unknownTool(input, call);
  const { server, tool } = split;
  const params = { cwd, server: mcpServer ?? server, tool, args: input.args() };
  return one(`mcp.${server}.${tool}`, params);
};

/** Lists what one server offers; without a server, what all do, which asks none of them. */
export const listResources: Build = (input, call) => {
  const server = input.optionalText('server');
  return server === undefined
    ? internalTool(input, call)
    : onServer(server, 'list_resources', input, call);
};

/** Reads a resource of a server, as its tool `tool` would. */
export function readResource(tool: string): Build {
  return (input, call) => {
    input.filled('uri');
    return onServer(input.filled('server'), tool, input, call);
  };
}

function onServer(
  server: string,
  tool: string,
  input: InputReader,
  { cwd }: ToolCall,
): readonly ToolOperation[] {
  return one(`mcp.${mcpSegment(server)}.${tool}`, { cwd, server, tool, args: input.args() });
}
