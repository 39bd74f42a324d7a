import { type Build, one, requestTo, unknownTool } from '@agsec/runtime/adapter';

export const webFetch: Build = (input, { cwd }) =>
  requestTo(input.filled('url'), 'tool_input.url', cwd, input);

/** Comes from the client's servers, with an input of their choice. */
export const webSearch: Build = (input, call) => {
  const query = input.optionalText('query') ?? input.optionalText('search_term');
  if (query === undefined) return unknownTool(input, call);
  return one('web.search', { cwd: call.cwd, query });
};
