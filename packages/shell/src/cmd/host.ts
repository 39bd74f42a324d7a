import type { Value } from '../program.ts';

/** The host of an address; absent when it names none. */
export function reportedHost(url: Value): string | undefined {
  const found = /^[a-z]+:\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#]*)/i.exec(url.text)?.[1];
  return found === '' ? undefined : found?.toLowerCase();
}
