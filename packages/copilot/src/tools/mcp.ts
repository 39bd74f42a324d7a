import { type Build, mcpOperation, unknownTool } from '@agsec/runtime/adapter';

/** A tool of an MCP server, by the names of both. */
export type McpName = { readonly server: string; readonly tool: string };

/**
 * The likeliest server and tool of `<server>-<tool>`. Either may hold hyphens, and nothing in the
 * payload says where the one ends; most tools have none, so the last hyphen is taken.
 */
export function guessMcpName(name: string): McpName | undefined {
  const at = name.lastIndexOf('-');
  return partsAround(name, at);
}

/** Server and tool of `<server>/<tool>`, as the permission service names them. */
export function requestedMcpName(name: string): McpName | undefined {
  return partsAround(name, name.indexOf('/'));
}

function partsAround(name: string, at: number): McpName | undefined {
  const [server, tool] = [name.slice(0, Math.max(at, 0)), name.slice(at + 1)];
  return server === '' || tool === '' ? undefined : { server, tool };
}

/** A tool of the runtime that no table has: one of an MCP server if its name can be one. */
export const mcpTool: Build = (input, call) => {
  const name = guessMcpName(call.tool);
  return (name === undefined ? unknownTool : mcpCall(name))(input, call);
};

/** A call of a tool of a server whose names are known. */
export function mcpCall(name: McpName): Build {
  return (input, { cwd }) => mcpOperation({ ...name, args: input.args(), cwd });
}
