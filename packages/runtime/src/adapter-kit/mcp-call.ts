import type { Params } from '@agsec/core';
import type { ToolOperation } from '../adapter.ts';
import { one } from './tool-operation.ts';

/** A server's name as it stands in the name of an action: what is no letter, digit, `_` or `-` becomes `_`. */
export function mcpSegment(serverName: string): string {
  return serverName.replace(/[^A-Za-z0-9_-]/g, '_');
}

/** A call of a tool of an MCP server, by the names the agent gives them. */
export type McpCall = {
  readonly server: string;
  readonly tool: string;
  readonly args: Params;
  readonly cwd: string;
};

/** The action of a call of an MCP tool: `mcp.<server>.<tool>`. */
export function mcpOperation({ server, tool, args, cwd }: McpCall): readonly ToolOperation[] {
  return one(`mcp.${mcpSegment(server)}.${mcpSegment(tool)}`, { cwd, server, tool, args });
}
