import { posix } from 'node:path';
import type { Call, Taint, Value } from '../../program.ts';

/** Home folders by where systems put them, and what holds those of all users. */
const HOME = /^\/(?:root|(?:home|Users)(?:\/[^/]+)?)?$/;

/**
 * What all that lies below these places carries besides what their names say: a home folder, and
 * whatever one lies in, holds keys, tokens and histories.
 */
export function taintOfTrees(
  call: Call,
  places: readonly Value[],
  recursive: boolean | undefined = true,
): Taint {
  const isSecret = recursive && places.some((place) => holdsHome(call, place));
  return isSecret ? { secret: 'home-folder' } : {};
}

function holdsHome({ home, cwd }: Call, path: Value): boolean {
  if (!path.known || (cwd === undefined && !path.text.startsWith('/'))) return false;
  const place = posix.resolve(cwd ?? '/', path.text);
  if (HOME.test(place)) return true;
  return home !== undefined && (home === place || home.startsWith(`${place}/`));
}
