import type { Adapter } from '../adapter.ts';
import { clientVersion } from './client-version.ts';

/** Why an agent's hook must not be installed here. */
export type TooOld = { readonly message: string; readonly hint: string };

/**
 * Whether the client that is found is older than the oldest one an adapter's entries are safe with.
 * `undefined`: it is not, or none was found, or the adapter has no such limit.
 */
export async function tooOldClient(
  { title, install }: Pick<Adapter, 'title' | 'install'>,
  environment: { readonly [name: string]: string },
  cwd: string,
): Promise<TooOld | undefined> {
  if (install.oldestClient === undefined) return undefined;
  const { version: oldest, why } = install.oldestClient;
  const found = await clientVersion(install.versionCommand, environment, cwd);
  if (found === undefined || !isOlder(found, oldest)) return undefined;
  const message = `${title} ${found} is too old: ${why}.`;
  return { message, hint: `Update ${title} to ${oldest} or later, then install again.` };
}

/** True if one version is lower than another, number by number. */
export function isOlder(version: string, than: string): boolean {
  const [own, other] = [numbersOf(version), numbersOf(than)];
  for (const [at, number] of other.entries()) {
    const difference = (own[at] ?? 0) - number;
    if (difference !== 0) return difference < 0;
  }
  return false;
}

function numbersOf(version: string): readonly number[] {
  return (version.match(/^[0-9.]+/)?.[0] ?? '').split('.').map(Number);
}
