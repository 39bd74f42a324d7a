import type { GrantScope } from '@agsec/runtime';

/** How far a yes reaches, behind "the same call may pass". */
export const SCOPE_WORDS: { readonly [scope in GrantScope]: string } = {
  once: 'once',
  session: 'again and again in this session',
  '1h': 'again and again, from any session',
  project: 'again and again in this project',
};

/** `2 min`, `3 h`, `5 days`: a span as people say it. Milliseconds. */
export function spanWords(milliseconds: number): string {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000));
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
