import { type Build, one, requestTo } from '@agsec/runtime/adapter';

export const webFetch: Build = (input, { cwd }) =>
  requestTo(input.filled('url'), 'tool_input.url', cwd, input);

export const webSearch: Build = (input, { cwd }) =>
  one('web.search', { cwd, query: input.text('query') });
