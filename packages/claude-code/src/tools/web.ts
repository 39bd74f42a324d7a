import type { ToolOperation } from '@agsec/runtime/hook';
import type { InputReader } from '../payload.ts';
import { type Build, one } from './build.ts';
import { webTarget } from './web-target.ts';

export const webFetch: Build = (input, { cwd }) =>
  requestTo(input.filled('url'), 'url', cwd, input);

export const webSearch: Build = (input, { cwd }) =>
  one('web.search', { cwd, query: input.text('query') });

/** A request that sends nothing but its address, which stands in the input as `name`. */
export function requestTo(
  url: string,
  name: string,
  cwd: string,
  input: InputReader,
): readonly ToolOperation[] {
  const target = webTarget(url);
  if (target === undefined) input.refuse(`tool_input.${name} is not a web address`);
  return one('web.fetch', { cwd, url, ...target, method: 'GET', upload: false });
}
