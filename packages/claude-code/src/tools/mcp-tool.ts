import { mcpSegment } from '@agsec/runtime/adapter';

/** An MCP tool as the client names it: `mcp__<server>__<tool>`. */
export type McpTool = {
  /** Server as it stands in the tool's name: what is no letter, digit, `_` or `-` became `_`. */
  readonly server: string;
  readonly tool: string;
};

/**
 * Splits an MCP tool's name. A server's own name may hold `__`; the name the client gives beside
 * the call (`mcp_server.name`) then says where the server ends. Without it the first `__` does.
 * `undefined` if the name is not one of an MCP tool.
 */
export function splitMcpTool(
  toolName: string,
  serverName: string | undefined,
): McpTool | undefined {
  if (!toolName.startsWith('mcp__')) return undefined;
  const rest = toolName.slice('mcp__'.length);
  const named = serverName === undefined ? undefined : mcpSegment(serverName);
  const at = named && rest.startsWith(`${named}__`) ? named.length : rest.indexOf('__');
  const server = rest.slice(0, Math.max(at, 0));
  const tool = rest.slice(at + 2);
  return at < 1 || tool === '' ? undefined : { server, tool };
}
