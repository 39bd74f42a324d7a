import type { Context } from '@agsec/core';
import type {
  HookAdapter,
  HookEnvironment,
  HookFailure,
  ParsedEvent,
  ParseResult,
} from '../adapter.ts';
import {
  type BasePolicies,
  type DecidedEvent,
  decideEvent,
  loadBase,
} from '../decide/decide-event.ts';
import { layoutOf, type Machine, type PolicySources, placeOf } from '../decide/machine.ts';
import { KeptReadings } from '../kept-readings/kept-readings.ts';
import { settingsFor } from '../policy-store/policies.ts';
import { type Settings, settingsOf } from '../state/config.ts';
import { Session } from '../state/session.ts';
import { judgeConfigChange } from './config-change.ts';
import { parseJson } from './parse-json.ts';

/** What a request is read and decided with. */
export type PrepareInput = {
  readonly adapter: HookAdapter;
  readonly environment: HookEnvironment;
  readonly machine: Machine;
  readonly sources: PolicySources;
};

/** What came of reading and deciding, before anything is recorded or answered. */
export type Prepared =
  | {
      readonly kind: 'decided';
      readonly parsed: ParsedEvent;
      readonly decided: DecidedEvent;
      readonly session: Session | undefined;
    }
  | { readonly kind: 'outcome'; readonly result: Extract<ParseResult, { kind: 'outcome' }> }
  | { readonly kind: 'nothing'; readonly hook: string | undefined }
  | { readonly kind: 'failed'; readonly failure: HookFailure };

/**
 * Reads and decides one request. It may be stopped at any point; what it had found out by then is
 * kept, so that the failure can be answered and recorded as well as possible.
 */
export class Preparation {
  readonly #input: PrepareInput;
  #settings: Settings = settingsOf();
  #passesFailures = false;
  #parsed: ParsedEvent | undefined;

  constructor(input: PrepareInput) {
    this.#input = input;
  }

  /** Defaults until the configuration is read. */
  get settings(): Settings {
    return this.#settings;
  }

  /** True once it is known that everything is only observed, failures too. */
  get passesFailures(): boolean {
    return this.#passesFailures;
  }

  /** The event, once it is read. */
  get parsed(): ParsedEvent | undefined {
    return this.#parsed;
  }

  /** Loads what does not depend on the request. */
  loadBase(): BasePolicies {
    const base = loadBase(this.#input.machine, this.#input.sources);
    const { user, managed } = base;
    this.#settings = settingsFor(user, managed);
    const managedEnforces = isManaged(base) && this.#settings.managedMode !== 'observe';
    this.#passesFailures = this.#settings.mode === 'observe' && !managedEnforces;
    return base;
  }

  prepare(request: Uint8Array): Prepared {
    const base = this.loadBase();
    const json = parseJson(request);
    if (!json.ok) return failed('bad-input', json.message);
    const { adapter, environment } = this.#input;
    const result = adapter.parse(json.value, environment);
    switch (result.kind) {
      case 'event':
        return this.#decide(result.event, base);
      case 'config_change':
        return this.#judgeConfigChange(result);
      case 'session':
        this.#noteRoot(result.context);
        return { kind: 'nothing', hook: result.hook };
      case 'outcome':
        return { kind: 'outcome', result };
      case 'ignored':
        return { kind: 'nothing', hook: undefined };
      case 'invalid': {
        const message = `This call cannot be read: ${result.issues.join('; ')}`;
        return failed('unknown-event', message, result.hook);
      }
    }
  }

  #decide(parsed: ParsedEvent, base: BasePolicies): Prepared {
    this.#parsed = parsed;
    const { adapter, machine, sources } = this.#input;
    const session = this.#sessionOf(parsed.context);
    const decided = decideEvent({
      parsed: withRoots(parsed, session),
      machine,
      sources,
      base,
      adapter,
      sessionWrote: (path) => session?.wrote(path) ?? false,
      ...(this.#mayKeep(base) ? { readings: new KeptReadings(layoutOf(machine)) } : {}),
    });
    return { kind: 'decided', parsed, decided, session };
  }

  /** Where root has a say, nothing is taken from what the user may have written. */
  #mayKeep(base: BasePolicies): boolean {
    return !isManaged(base) && this.#input.machine.scope !== 'managed';
  }

  #judgeConfigChange(change: Extract<ParseResult, { kind: 'config_change' }>): Prepared {
    const { adapter, machine } = this.#input;
    const failure = judgeConfigChange(change, adapter, placeOf(machine, change), machine.disk);
    return failure === undefined
      ? { kind: 'nothing', hook: change.hook }
      : { kind: 'failed', failure };
  }

  #noteRoot(context: Context): void {
    if (context.cwd !== undefined) this.#sessionOf(context)?.rootFor(context.cwd);
  }

  #sessionOf({ session_id }: Context): Session | undefined {
    const { machine, adapter } = this.#input;
    if (session_id === undefined) return undefined;
    return new Session(layoutOf(machine).sessions, adapter.id, session_id);
  }
}

/** Whether root has policies of its own on this machine. */
function isManaged({ managed }: BasePolicies): boolean {
  return managed.files > 0 || managed.issues.length > 0;
}

/** The agent's word on its workspace, else the folder the session was first seen in. */
function withRoots(parsed: ParsedEvent, session: Session | undefined): ParsedEvent {
  const { cwd, workspace_roots: roots } = parsed.context;
  if (roots !== undefined || cwd === undefined || session === undefined) return parsed;
  return { ...parsed, context: { ...parsed.context, workspace_roots: [session.rootFor(cwd)] } };
}

function failed(code: HookFailure['code'], message: string, hook?: string): Prepared {
  const failure = { code, message, ...(hook === undefined ? {} : { hook }) };
  return { kind: 'failed', failure };
}
