import type { AnalysisUnknown } from '@agsec/core';
import type { DerivedAction, ScriptReference, ShellAnalysis } from '../contract.ts';
import type { ShownSecret } from '../program.ts';

/** Most actions one line may derive; one more and the reading ends as `too-many`. */
export const MAX_ACTIONS = 3_000;
/** Most times actions may be reported, the same ones again and again included. */
export const MAX_REPORTS = 16_000;
/** Most commands one line may run, each loop round and function call counted. */
export const MAX_COMMANDS = 1_000;
/** Most words that expansions of one line may make. */
export const MAX_WORDS = 40_000;

/** Most characters that are read as shell lines: the line's own, and those it hands to `eval` and the like. */
export const MAX_TEXT = 8 * 65_536;
/** Most words that are handed to commands, those a wrapper hands on counted again. */
export const MAX_HANDED = 100_000;
/** Most redirections of one line. */
export const MAX_REDIRECTIONS = 4_000;

/** Most files that one line's `PATH=…` makes names look up. */
export const MAX_PATH_FILES = 32;

/** Thrown to leave the walk when a bound is met; never leaves `analyse`. */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent';
}

/** Counts the work one line makes, however many readers share it. */
export class Budget {
  #actions = 0;
  #commands = 0;
  #words = 0;
  #redirections = 0;
  #reports = 0;
  #text = 0;
  #handed = 0;
  readonly #pathFiles = new Set<string>();

  countAction(): void {
    this.#actions += 1;
    if (this.#actions > MAX_ACTIONS) throw new BudgetSpent();
  }

  /** Counts one report of an action, which may have been reported before. */
  countReport(): void {
    this.#reports += 1;
    if (this.#reports > MAX_REPORTS) throw new BudgetSpent();
  }

  /** Counts characters about to be read as a shell line. */
  countText(characters: number): void {
    this.#text += characters;
    if (this.#text > MAX_TEXT) throw new BudgetSpent();
  }

  /** Counts one command of so many words about to be looked at. */
  countCommand(words: number): void {
    this.#commands += 1;
    this.#handed += words;
    if (this.#commands > MAX_COMMANDS || this.#handed > MAX_HANDED) throw new BudgetSpent();
  }

  /** Counts a file a name is looked up as; false if there were too many. */
  countPathFile(path: string): boolean {
    this.#pathFiles.add(path);
    return this.#pathFiles.size <= MAX_PATH_FILES;
  }

  /** Counts redirections about to be opened. */
  countRedirections(redirections: number): void {
    this.#redirections += redirections;
    if (this.#redirections > MAX_REDIRECTIONS) throw new BudgetSpent();
  }

  countWords(words: number): void {
    this.#words += words;
    if (this.#words > MAX_WORDS) throw new BudgetSpent();
  }
}

/** Collects what a reading finds, once each, within the line's budget. */
export class Recorder {
  readonly budget: Budget;
  readonly #actions = new Map<string, DerivedAction>();
  readonly #unknown = new Set<AnalysisUnknown>();
  readonly #simpleCommands = new Set<string>();
  readonly #scripts = new Map<string, ScriptReference>();
  /** How often each action was reported that a reader may withhold; once it stands, no longer here. */
  readonly #shown = new Map<string, number>();

  constructor(budget: Budget = new Budget()) {
    this.budget = budget;
  }

  action(action: DerivedAction): void {
    this.budget.countReport();
    const key = JSON.stringify(action);
    this.#shown.delete(key);
    if (this.#actions.has(key)) return;
    this.budget.countAction();
    this.#actions.set(key, action);
  }

  /** As `action`, for a secret that is printed, which who reads it may withhold. */
  shown(action: DerivedAction): ShownSecret {
    const key = JSON.stringify(action);
    const times = this.#shown.get(key);
    if (!this.#actions.has(key) || times !== undefined) {
      this.action(action);
      this.#shown.set(key, (times ?? 0) + 1);
    }
    let isWithheld = false;
    return {
      withhold: () => {
        const left = this.#shown.get(key);
        if (isWithheld || left === undefined) return;
        isWithheld = true;
        this.#shown.set(key, left - 1);
      },
    };
  }

  unknown(reason: AnalysisUnknown): void {
    this.#unknown.add(reason);
  }

  simpleCommand(text: string): void {
    this.#simpleCommands.add(text);
  }

  script(reference: ScriptReference): void {
    this.#scripts.set(JSON.stringify(reference), reference);
  }

  /** Takes over what another reader found in a piece of the line. */
  add(findings: ShellAnalysis, change: (action: DerivedAction) => DerivedAction): void {
    for (const action of findings.actions) this.action(change(action));
    for (const reason of findings.unknown) this.unknown(reason);
    for (const text of findings.simpleCommands) this.simpleCommand(text);
    for (const script of findings.scripts) this.script(script);
  }

  analysis(): ShellAnalysis {
    for (const [key, times] of this.#shown) if (times === 0) this.#actions.delete(key);
    return {
      actions: [...this.#actions.values()],
      unknown: [...this.#unknown],
      simpleCommands: [...this.#simpleCommands],
      scripts: [...this.#scripts.values()],
    };
  }
}
