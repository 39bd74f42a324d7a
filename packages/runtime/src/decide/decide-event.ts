import type { Event } from '@agsec/core';
import type { ParsedEvent } from '../adapter.ts';
import type { KeptReadings } from '../kept-readings/kept-readings.ts';
import type { LoadedSet } from '../policy-store/cache-entry.ts';
import { loadSet } from '../policy-store/load-set.ts';
import { type Policies, policiesOf } from '../policy-store/policies.ts';
import { projectFolders } from '../policy-store/project-folders.ts';
import { projectSet, type SourceSet } from '../policy-store/source-set.ts';
import { Lookups } from '../resolve/lookups.ts';
import { protect } from '../self-protection/protect.ts';
import { derive } from './derive.ts';
import { type Guarded, layoutOf, type Machine, type PolicySources, placeOf } from './machine.ts';
import { type Judgement, judge } from './modes.ts';

/** Look-ups for the protected files themselves, whose number depends on no call. */
const PROTECTION_LOOK_UPS = 1024;

/** The layers that do not depend on the call. */
export type BasePolicies = { readonly managed: LoadedSet; readonly user: LoadedSet };

/** A decision with all it was made from. */
export type DecidedEvent = Judgement & {
  readonly event: Event;
  readonly policies: Policies;
};

export type DecideInput = {
  readonly parsed: ParsedEvent;
  readonly machine: Machine;
  readonly sources: PolicySources;
  readonly base: BasePolicies;
  /** Absent where no agent's files are at stake. */
  readonly adapter: Guarded;
  /** Whether an earlier call of the session wrote the file at a real path. */
  readonly sessionWrote: (path: string) => boolean;
  /** What lines were read as before; absent: each is read. */
  readonly readings?: KeptReadings;
};

/** Loads the managed and the user's policies and configuration. */
export function loadBase(machine: Machine, sources: PolicySources): BasePolicies {
  const nothing: LoadedSet = { layers: [], config: {}, issues: [], files: 0, digest: '' };
  const { managed, user } = sources;
  return {
    managed: managed === undefined ? nothing : load(machine, managed),
    user: load(machine, user),
  };
}

/**
 * Decides a parsed event: derives what it would do, loads the policies that speak about it, asks
 * them and self-protection, applies modes. Reads the disk, writes nothing but the policy cache.
 */
export function decideEvent(input: DecideInput): DecidedEvent {
  const { parsed, machine, sources, base, adapter, sessionWrote, readings } = input;
  const lookups = new Lookups(machine.disk);
  const derived = derive({
    ...machine,
    parsed,
    lookups,
    sessionWrote,
    ...(readings === undefined ? {} : { readings }),
  });
  const folders = sources.projects ? projectFolders(derived, machine.agsecHome, lookups) : [];
  const place = placeOf(machine, derived);
  const projects = [...new Set([...place.projects, ...folders])];
  const protection = protect({
    event: derived,
    parsed,
    adapter,
    place: { ...place, projects },
    lookups: new Lookups(machine.disk, PROTECTION_LOOK_UPS),
    walked: !lookups.exhausted,
  });
  const event = lookups.exhausted ? withTooMany(derived) : derived;
  const loaded = folders.map((folder) => load(machine, projectSet(layoutOf(machine), folder)));
  const policies = policiesOf(base.managed, base.user, loaded);
  return { ...judge(event, policies, protection), event, policies };
}

function load(machine: Machine, set: SourceSet): LoadedSet {
  const { version, now, chunks } = machine;
  return loadSet(set, { version, now, compiler: () => chunks.compiler() });
}

/** What was not looked up any more is not known: every operation says so. */
function withTooMany(event: Event): Event {
  const operations = event.operations.map((operation) => ({
    ...operation,
    analysis: {
      complete: false,
      unknown: [...new Set([...operation.analysis.unknown, 'too-many' as const])],
    },
  }));
  return { ...event, operations };
}
