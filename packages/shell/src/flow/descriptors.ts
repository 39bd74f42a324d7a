import type { Stream, Value } from '../program.ts';
import type { Folders } from '../walk/folders.ts';

/** Where a file descriptor leads. */
export type Endpoint =
  /** The output or input the shell itself was started with. */
  | { readonly kind: 'inherited' }
  /** Nothing comes from it and nothing that goes in is seen again. */
  | { readonly kind: 'nowhere' }
  | {
      readonly kind: 'file';
      readonly path: Value;
      readonly folders: Folders;
      readonly append: boolean;
      /** Reports the write, with the text where it is known; only the first call counts. */
      readonly report: (text?: string) => void;
    }
  | { readonly kind: 'network'; readonly host: Value; readonly port: Value }
  /** What can be read from it is known by where it comes from. */
  | { readonly kind: 'stream'; readonly reader: InputReader }
  /** One of several, as ways through the line left it; `undefined`: not open. */
  | { readonly kind: 'either'; readonly endpoints: readonly (Endpoint | undefined)[] }
  /** Another command reads what is written here (`>(…)`, a co-process). */
  | { readonly kind: 'command'; readonly feed: (stream: Stream) => void };

/** Standard input while commands read it line by line. */
export class InputReader {
  readonly stream: Stream;
  #offset = 0;
  #unsure = false;
  #isCut = false;

  constructor(stream: Stream) {
    this.stream = stream;
  }

  /** The next line without its end; `undefined` if it is not known. */
  nextLine(): string | undefined {
    const { text } = this.stream;
    if (text === undefined || this.#unsure || this.#isCut) return undefined;
    const end = text.indexOf('\n', this.#offset);
    const line = end < 0 ? text.slice(this.#offset) : text.slice(this.#offset, end);
    this.#offset = end < 0 ? text.length : end + 1;
    return line;
  }

  /**
   * What a record that ends with `end` may be, wherever the reader stands: each text it may be, with
   * `*` for parts that are not known. `undefined` if that is nothing or anything.
   */
  possibleRecords(end: string): readonly string[] | undefined {
    const { text, partial } = this.stream;
    if (text !== undefined && this.#isCut) return undefined;
    const records = (text ?? partial)?.split(end);
    if (records?.at(-1) === '') records.pop();
    const [first] = records ?? [];
    return first === undefined || records?.includes('*') ? undefined : [...new Set(records)];
  }

  /** From now on nobody knows which line comes next (a later round of a loop). */
  loseTrack(): void {
    this.#unsure = true;
  }

  /** Something else reads from it too, and nobody knows how far: what is left may start anywhere. */
  cut(): void {
    this.#isCut = true;
  }

  /** All that is left. */
  rest(): Stream {
    const { text, taint } = this.stream;
    if (text === undefined) return this.stream;
    if (this.#unsure || this.#isCut) return { taint };
    return { text: text.slice(this.#offset), taint };
  }
}

/** Standard output that a pipe, a substitution or an outer redirection takes up. */
export const CAPTURED: Endpoint = { kind: 'inherited' };
