import type { Action, Effect, Event } from '@agsec/core';
import type { Adapter, ParsedEvent, Place } from '../adapter.ts';
import type { Lookups } from '../resolve/lookups.ts';
import { type Change, changesOf } from './change.ts';
import { type Hit, hitsOf } from './hit.ts';
import { readsKey } from './key-read.ts';
import { runsOwnProgram } from './own-program.ts';
import { versionsState } from './own-repository.ts';
import { type ProtectedEntry, protectedEntries } from './protected-entries.ts';
import { type Result, type ResultingText, resultOf } from './result.ts';
import { weakeningCommand } from './weakening-command.ts';

/** Why a call is stopped by agsec itself, not by a policy. */
export type ProtectionVerdict = {
  readonly effect: Exclude<Effect, 'allow'>;
  readonly reason: string;
  readonly hint: string;
  /**
   * True for agsec's own and the agent's hook files and for agsec's commands: no policy, no
   * `observe` and no grant lifts it. False for files that execute, which are reviewed by default.
   */
  readonly absolute: boolean;
};

export type ProtectionInput = {
  /** The event with derived actions and resolved paths. */
  readonly event: Event;
  /** The same event as the adapter parsed it, operation for operation. */
  readonly parsed: ParsedEvent;
  readonly adapter: Pick<Adapter, 'id' | 'protectedFiles' | 'staysEffective'>;
  readonly place: Place;
  /** Look-ups of protection's own, so that a call with many paths cannot use them up. */
  readonly lookups: Lookups;
  /** False if the call has more paths than were walked: a link may lead where nobody looked. */
  readonly walked: boolean;
};

const HINT = 'Do not look for another way. If this is wanted, a person has to do it at a terminal.';

const TOO_MANY: ProtectionVerdict = {
  effect: 'review',
  reason: 'This call changes files and names more paths than agsec looks up; split it.',
  hint: HINT,
  absolute: true,
};

const NO_REPOSITORY: ProtectionVerdict = {
  effect: 'deny',
  reason: 'Git would copy or bring back the policies, log and keys of agsec.',
  hint: HINT,
  absolute: true,
};

const NO_PROGRAM: ProtectionVerdict = {
  effect: 'deny',
  reason: 'This program belongs to the hooks of agsec and is not for an agent to run.',
  hint: HINT,
  absolute: true,
};

const NO_LIST: ProtectionVerdict = {
  effect: 'deny',
  reason:
    'The list of files that installed agents protect is damaged. A person has to run `agsec install`.',
  hint: HINT,
  absolute: true,
};

/**
 * The strictest objection agsec itself has to a call, if any. Its own and the agent's hook files
 * keep their content, place and permissions. A project file that could switch the hook off may
 * change as long as the hook is still asked afterwards; where that cannot be known a person is
 * asked. Files that will execute are reviewed. The key of approvals is not read.
 */
export function protect(input: ProtectionInput): ProtectionVerdict | undefined {
  const verdicts = [...commandVerdicts(input), ...keyVerdicts(input)];
  const changes = changesIn(input);
  if (changes.length > 0) verdicts.push(...changeVerdicts(input, changes));
  const [first, ...rest] = verdicts;
  return rest.reduce((one, other) => (rank(other) > rank(one) ? other : one), first);
}

function rank(verdict: ProtectionVerdict | undefined): number {
  if (verdict === undefined) return 0;
  return (verdict.effect === 'deny' ? 2 : 0) + (verdict.absolute ? 1 : 0);
}

function commandVerdicts({ event, place, lookups }: ProtectionInput): ProtectionVerdict[] {
  const foldsCase = lookups.foldsCase;
  return actionsOf(event).flatMap((action) => {
    if (versionsState(action, place, foldsCase)) return [NO_REPOSITORY];
    if (runsOwnProgram(action, place, foldsCase)) return [NO_PROGRAM];
    const command = weakeningCommand(action);
    if (command === undefined) return [];
    const reason = `\`${command}\` weakens agsec and is not for an agent to run.`;
    return [{ effect: 'deny', reason, hint: HINT, absolute: true } as const];
  });
}

function keyVerdicts({ event, place, lookups }: ProtectionInput): ProtectionVerdict[] {
  if (!actionsOf(event).some((action) => readsKey(action, place, lookups))) return [];
  const reason = 'The key that approvals are proved by is not for an agent to read.';
  return [{ effect: 'deny', reason, hint: HINT, absolute: true }];
}

/** A change with what only the adapter knows about it. */
type JudgedChange = Change & { readonly resultingText?: ResultingText };

function changesIn({ event, parsed }: ProtectionInput): readonly JudgedChange[] {
  return event.operations.flatMap(({ action, derived }, index) => {
    const resultingText = parsed.operations[index]?.resultingText;
    const own = changesOf(action).map((change) =>
      resultingText === undefined ? change : { ...change, resultingText },
    );
    return [...own, ...derived.filter((each) => !isRestated(each)).flatMap(changesOf)];
  });
}

/** Actions whose implied reads and writes say nothing `changesOf` has not said of themselves. */
const SAID = new Set(['file.edit', 'file.move', 'file.copy', 'file.link', 'notebook.edit']);

function isRestated(action: Action): boolean {
  return action.via !== undefined && SAID.has(action.via.name);
}

function actionsOf(event: Event): readonly Action[] {
  return event.operations.flatMap(({ action, derived }) => [action, ...derived]);
}

function changeVerdicts(
  input: ProtectionInput,
  changes: readonly JudgedChange[],
): readonly ProtectionVerdict[] {
  const entries = protectedEntries(input.adapter, input.place, input.lookups);
  if (entries === undefined) return [NO_LIST];
  const contents = changes.filter(({ how }) => how === 'content');
  const written = new Set(contents.flatMap(({ forms }) => forms));
  const unseen = input.walked && !input.lookups.exhausted ? [] : [TOO_MANY];
  const seen = changes.flatMap((change) =>
    entries.flatMap((entry) =>
      hitsOf(change, entry, input).flatMap((hit) => {
        if (change.isEmpty && entry.protection === 'executable') return [];
        const verdict = judge(
          hit,
          entry,
          () =>
            isChangedTwice(change, contents)
              ? 'unknown'
              : resultOf(change, hit, written, input.lookups),
          input,
        );
        return verdict === undefined ? [] : [verdict];
      }),
    ),
  );
  return [...unseen, ...seen];
}

/** True if the same call gives the file other content too: what is left then depends on the order. */
function isChangedTwice(change: Change, contents: readonly Change[]): boolean {
  return contents.some(
    (other) => other !== change && other.forms.some((form) => change.forms.includes(form)),
  );
}

function judge(
  hit: Hit,
  entry: ProtectedEntry,
  result: () => Result,
  { adapter, place }: ProtectionInput,
): ProtectionVerdict | undefined {
  switch (entry.protection) {
    case 'own':
      return objection(hit.certain ? 'deny' : 'review', entry, hit, true);
    case 'executable':
      return hit.how === 'content' ? objection('review', entry, hit, false) : undefined;
    case 'hooks': {
      const left = hit.certain ? result() : 'unknown';
      if (left === 'unknown') return objection('review', entry, hit, true);
      if (adapter.staysEffective(hit.path, left.text, place)) return undefined;
      return objection('deny', entry, hit, true);
    }
  }
}

function objection(
  effect: ProtectionVerdict['effect'],
  entry: ProtectedEntry,
  hit: Hit,
  absolute: boolean,
): ProtectionVerdict {
  return { effect, reason: `${hit.path} ${entry.why}.`, hint: HINT, absolute };
}
