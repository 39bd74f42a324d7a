import type { CodeAnalyser, ProgramSource } from '@agsec/shell';
import type { Chunks } from '../chunks/chunks.ts';

/**
 * The parts that one reading of a line loads as it needs them. A reader goes on when something
 * throws on the way, and says that it has not understood the line. A part that is not there, or
 * damaged, must not end like that: `check` throws its error then.
 */
export class ReadingParts {
  readonly #chunks: Chunks;
  #failure: { readonly error: unknown } | undefined;

  constructor(chunks: Chunks) {
    this.#chunks = chunks;
  }

  readonly code: CodeAnalyser = (...call) =>
    this.#loaded(() => this.#chunks.code()).analyseCode(...call);

  readonly programs: ProgramSource = (area) =>
    this.#loaded(() => this.#chunks.programs(area)).programs;

  check(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  #loaded<T>(load: () => T): T {
    try {
      return load();
    } catch (error) {
      this.#failure ??= { error };
      throw error;
    }
  }
}
