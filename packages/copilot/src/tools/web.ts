import { type Build, one, requestTo } from '@agsec/runtime/adapter';

export const webFetch: Build = (input, { cwd }) =>
  requestTo(input.filled('url'), 'url', cwd, input);

/** Search services of the client that are sent a query and nothing else. */
export const webSearch: Build = (input, { cwd }) =>
  one('web.search', { cwd, query: input.text('query') });
