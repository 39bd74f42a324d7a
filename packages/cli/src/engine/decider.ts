import { resolve } from 'node:path';
import {
  type BasePolicies,
  type DecidedEvent,
  decideEvent,
  folderSet,
  type Guarded,
  homeLayout,
  installedSources,
  loadBase,
  type Machine,
  type ParsedEvent,
  type PolicySources,
} from '@agsec/runtime';
import { AGENTS } from '../adapters.ts';

/** No agent's files are at stake; agsec's own still are. */
const NO_AGENT: Guarded = { id: '', protectedFiles: () => [], staysEffective: () => true };

/** How long loaded policies are used before they are looked at again, in milliseconds. */
const FRESH = 1000;

type Base = { readonly policies: BasePolicies; readonly loadedAt: number };

/** Decides events as the hook would, without writing an audit record. */
export class Decider {
  readonly #machine: Machine;
  readonly #policyFolder: string | undefined;
  readonly #bases = new Map<string, Base>();

  /** `policyFolder`: use the policies in this folder and no others. */
  constructor(machine: Machine, policyFolder?: string) {
    this.#machine = machine;
    this.#policyFolder = policyFolder === undefined ? undefined : resolve(policyFolder);
  }

  /** What is decided about an event. A policy that has changed counts a second later. */
  decide(parsed: ParsedEvent): DecidedEvent {
    const { agent } = parsed.context;
    const sources = this.#sources(agent);
    return decideEvent({
      parsed,
      machine: this.#machine,
      sources,
      base: this.#base(agent, sources),
      adapter: AGENTS.find(({ adapter }) => adapter.id === agent)?.adapter ?? NO_AGENT,
      sessionWrote: () => false,
    });
  }

  #base(agent: string, sources: PolicySources): BasePolicies {
    const known = this.#bases.get(agent);
    const now = this.#machine.now();
    if (known !== undefined && now - known.loadedAt < FRESH) return known.policies;
    const policies = loadBase(this.#machine, sources);
    this.#bases.set(agent, { policies, loadedAt: now });
    return policies;
  }

  #sources(agent: string): PolicySources {
    const folder = this.#policyFolder;
    if (folder === undefined) return installedSources(this.#machine, agent);
    const { cache } = homeLayout(this.#machine.agsecHome);
    return { user: folderSet(folder, cache), projects: false };
  }
}
