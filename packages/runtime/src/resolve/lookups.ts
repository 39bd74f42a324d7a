import type { Disk, FileKind, ReadText } from './disk.ts';

/** How often one event may ask the disk; what comes after is unknown. */
export const LOOK_UP_LIMIT = 256;

/** Entries a folder may have for a glob to be tested against them. */
const FOLDER_LIMIT = 4096;

/** An answer of the disk, or `spent` when the event has used up its look-ups. */
export type LookUp<T> = { readonly spent: false; readonly found: T } | { readonly spent: true };

const SPENT = { spent: true } as const;

/** A question that was asked, and its answer as JSON. */
export type Asked = {
  readonly question:
    | 'realpath'
    | 'readlink'
    | 'kind'
    | 'list'
    | 'folders'
    | 'enterable'
    | 'readText';
  readonly path: string;
  /** Of `readText`; 0 elsewhere. */
  readonly limit: number;
  readonly answer: string;
};

/** The disk behind one event's budget of look-ups; a question asked twice is paid once. */
export class Lookups {
  readonly #disk: Disk;
  readonly #realpaths = new Map<string, LookUp<string | undefined>>();
  readonly #links = new Map<string, LookUp<string | undefined>>();
  readonly #kinds = new Map<string, LookUp<FileKind | undefined>>();
  readonly #lists = new Map<string, LookUp<readonly string[] | undefined>>();
  readonly #folders = new Map<string, LookUp<readonly string[] | undefined>>();
  readonly #enterable = new Map<string, LookUp<readonly string[] | undefined>>();
  readonly #texts = new Map<string, LookUp<ReadText>>();
  #left: number;
  #exhausted = false;
  #record: Asked[] | undefined;

  constructor(disk: Disk, limit: number = LOOK_UP_LIMIT) {
    this.#disk = disk;
    this.#left = limit;
  }

  /** True once a question was left without an answer. */
  get exhausted(): boolean {
    return this.#exhausted;
  }

  /** True if names that differ only in case are the same file. */
  get foldsCase(): boolean {
    return this.#disk.foldsCase;
  }

  /** What `work` asks, in order, questions asked before included; and what it gives. */
  recording<T>(work: () => T): { readonly asked: readonly Asked[]; readonly result: T } {
    const asked: Asked[] = [];
    this.#record = asked;
    try {
      return { result: work(), asked };
    } finally {
      this.#record = undefined;
    }
  }

  /** Whether every question, asked again, has the same answer. */
  repeats(asked: readonly Asked[]): boolean {
    return asked.every(({ question, path, limit, answer }) => {
      return JSON.stringify(this[question](path, limit)) === answer;
    });
  }

  /** The path as the kernel walks it; `undefined` if some component is missing or unreadable. */
  realpath(path: string): LookUp<string | undefined> {
    return this.#ask({ question: 'realpath', path, limit: 0 }, this.#realpaths, () =>
      this.#disk.realpath(path),
    );
  }

  /** Target text of a symbolic link; `undefined` if it is none. */
  readlink(path: string): LookUp<string | undefined> {
    return this.#ask({ question: 'readlink', path, limit: 0 }, this.#links, () =>
      this.#disk.readlink(path),
    );
  }

  /** What stands at a path, links followed. */
  kind(path: string): LookUp<FileKind | undefined> {
    return this.#ask({ question: 'kind', path, limit: 0 }, this.#kinds, () =>
      this.#disk.kind(path),
    );
  }

  /** Names in a folder; `undefined` if it cannot be listed or is too large. */
  list(path: string): LookUp<readonly string[] | undefined> {
    return this.#ask({ question: 'list', path, limit: 0 }, this.#lists, () =>
      this.#disk.list(path, FOLDER_LIMIT),
    );
  }

  /** Names of the folders in a folder; `undefined` if it cannot be listed or is too large. */
  folders(path: string): LookUp<readonly string[] | undefined> {
    return this.#ask({ question: 'folders', path, limit: 0 }, this.#folders, () =>
      this.#disk.folders(path, FOLDER_LIMIT),
    );
  }

  /** Names of the folders and links in a folder; `undefined` if it cannot be listed or is too large. */
  enterable(path: string): LookUp<readonly string[] | undefined> {
    return this.#ask({ question: 'enterable', path, limit: 0 }, this.#enterable, () =>
      this.#disk.enterable(path, FOLDER_LIMIT),
    );
  }

  /** Text of a regular file of at most `limit` bytes. */
  readText(path: string, limit: number): LookUp<ReadText> {
    return this.#ask({ question: 'readText', path, limit }, this.#texts, () =>
      this.#disk.readText(path, limit),
    );
  }

  #ask<T>(
    about: Omit<Asked, 'answer'>,
    answers: Map<string, LookUp<T>>,
    question: () => T,
  ): LookUp<T> {
    const answer = this.#answer(about.path, answers, question);
    this.#record?.push({ ...about, answer: JSON.stringify(answer) });
    return answer;
  }

  #answer<T>(path: string, answers: Map<string, LookUp<T>>, question: () => T): LookUp<T> {
    const known = answers.get(path);
    if (known !== undefined) return known;
    if (this.#left === 0) {
      this.#exhausted = true;
      return SPENT;
    }
    this.#left -= 1;
    const answer = { spent: false, found: question() } as const;
    answers.set(path, answer);
    return answer;
  }
}
