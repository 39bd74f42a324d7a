import { field, InputReader, isFields, one, requestTo } from '@agsec/runtime/adapter';
import { type Build, internalTool, refuseEmpty, unknownTool } from './tool-input.ts';

/** Each address is an operation of its own. */
export const fetchWebContent: Build = (input, { cwd, input: given, structured }) => {
  const requests = structured(isFields(given) ? field(given, 'requests') : undefined);
  if (!Array.isArray(requests)) {
    input.refuse('requests is not a list');
    return [];
  }
  refuseEmpty(requests, 'requests', input);
  return requests.flatMap((request, index) => {
    const where = `requests[${index}]`;
    const reader = new InputReader(isFields(request) ? request : {}, where);
    const operations = requestTo(reader.filled('url'), `${where}.url`, cwd, reader);
    for (const issue of reader.issues) input.refuse(issue);
    return operations;
  });
};

export const webFetch: Build = (input, { cwd }) =>
  requestTo(input.filled('url'), 'url', cwd, input);

export const webSearch: Build = (input, { cwd }) =>
  one('web.search', { cwd, query: input.text('query') });

/** A browser: opening a page is a request; what is clicked or typed there nobody can tell. */
export const browserAction: Build = (input, call) => {
  switch (input.filled('action')) {
    case 'launch':
      return webFetch(input, call);
    case 'close':
    case 'scroll_down':
    case 'scroll_up':
      return internalTool(input, call);
    default:
      return unknownTool(input, call);
  }
};
