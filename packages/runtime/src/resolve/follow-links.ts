import { posix } from 'node:path';
import type { Action } from '@agsec/core';
import { formsOf } from './action-values.ts';
import { pathParameters } from './resolve-action.ts';

/** What a call's own links lead to, by where they are made. */
type Links = ReadonlyMap<string, readonly string[]>;

/** Most links that one path is followed through. */
const MOST_STEPS = 8;

/** Most places one path is followed to; a path that leads to more is not known. */
const MOST_PLACES = 64;

/**
 * The actions of one call with a further form for every path that leads through a link the call
 * itself makes: on disk that link is not there yet to be seen.
 */
export function followLinks(actions: readonly Action[]): readonly Action[] {
  const links = linksOf(actions);
  return links.size === 0 ? actions : actions.map((action) => followed(action, links));
}

function linksOf(actions: readonly Action[]): Links {
  const links = new Map<string, readonly string[]>();
  for (const action of actions) {
    if (action.name !== 'file.link') continue;
    const targets = formsOf(action, 'to');
    for (const path of formsOf(action, 'file_path'))
      links.set(path, [...(links.get(path) ?? []), ...targets]);
  }
  return links;
}

function followed(action: Action, links: Links): Action {
  const forms: Record<string, readonly string[]> = { ...action.forms };
  const unknown = new Set(action.unknown);
  let isChanged = false;
  for (const name of pathParameters(action)) {
    const own = formsOf(action, name);
    const places = placesOf(own, links);
    if (places.size === own.length) continue;
    isChanged = true;
    forms[name] = [...places];
    if (places.size > MOST_PLACES) unknown.add(name);
  }
  return isChanged ? { ...action, forms, unknown: [...unknown] } : action;
}

/** The paths, and where each that is a link, or lies below one, leads. */
function placesOf(paths: readonly string[], links: Links): ReadonlySet<string> {
  const places = new Set(paths);
  let ends: readonly string[] = [...places];
  for (let step = 0; step < MOST_STEPS && ends.length > 0; step += 1) {
    const next = ends.flatMap((path) => oneStep(path, links));
    ends = [...new Set(next)].filter((path) => !places.has(path)).slice(0, MOST_PLACES + 1);
    for (const path of ends) places.add(path);
    if (places.size > MOST_PLACES) break;
  }
  return places;
}

function oneStep(path: string, links: Links): readonly string[] {
  for (let link = path; link.length > 1; link = posix.dirname(link)) {
    const targets = links.get(link);
    if (targets !== undefined) return targets.map((to) => posix.join(to, path.slice(link.length)));
  }
  return [];
}
