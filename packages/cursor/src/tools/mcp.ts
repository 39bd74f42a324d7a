import { type Build, internalTool, mcpOperation, one } from '@agsec/runtime/adapter';

/** Lists what one server offers; without a server, what all do, which asks none of them. */
export const listResources: Build = (input, call) => {
  const server = input.optionalText('server');
  if (server === undefined || server === '') return internalTool(input, call);
  const { cwd } = call;
  return mcpOperation({ server, tool: 'list_resources', args: input.args(), cwd });
};

/** Reads a resource of a server, and puts it into a file where the call names one. */
export const fetchResource: Build = (input, { cwd }) => {
  input.filled('uri');
  const server = input.filled('server');
  const file_path = input.optionalText('download_path') ?? input.optionalText('downloadPath');
  const read = mcpOperation({ server, tool: 'read_resource', args: input.args(), cwd });
  if (file_path === undefined || file_path === '') return read;
  const [into] = one('file.write', { cwd, file_path });
  if (into === undefined) return read;
  return [...read, { action: { ...into.action, unknown: ['content'] } }];
};
