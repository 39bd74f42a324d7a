import { field, InputReader, isFields, mcpOperation } from '@agsec/runtime/adapter';
import { type Build, structuredFields, unknownTool } from './tool-input.ts';

/**
 * A tool of a server, `<server>__<tool>`: nothing else in the payload says that it is one. A name
 * without the two lines is a tool nobody knows.
 */
export const serverTool: Build = (input, call) => {
  const at = call.tool.indexOf('__');
  const [server, tool] = [call.tool.slice(0, Math.max(at, 0)), call.tool.slice(at + 2)];
  if (at < 1 || tool === '') return unknownTool(input, call);
  return mcpOperation({ server, tool, args: input.args(), cwd: call.cwd });
};

/** A tool of a server, of the extension before its version 4; `arguments` is JSON text. */
export const useMcpTool: Build = (input, { cwd, input: given, structured }) => {
  const [server, tool] = [input.filled('server_name'), input.filled('tool_name')];
  const args = structured(isFields(given) ? (field(given, 'arguments') ?? {}) : {});
  if (!isFields(args)) input.refuse('arguments is not an object');
  const reader = new InputReader(isFields(args) ? structuredFields(args) : {}, 'arguments');
  const operations = mcpOperation({ server, tool, args: reader.args(), cwd });
  for (const issue of reader.issues) input.refuse(issue);
  return operations;
};

/** What the client asks of a server for a resource. */
export const accessMcpResource: Build = (input, { cwd }) => {
  const [server, uri] = [input.filled('server_name'), input.filled('uri')];
  return mcpOperation({ server, tool: 'read_resource', args: { server, uri }, cwd });
};
