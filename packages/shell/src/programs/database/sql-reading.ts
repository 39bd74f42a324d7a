/** What SQL text would do. */
export type SqlReading = {
  /**
   * Verbs in order, once each: the first word (`DELETE`), and where it matters the object (`DROP
   * TABLE`) or what is missing (`DELETE without WHERE`).
   */
  readonly verbs: readonly string[];
  /** Data, structure or rights are taken away. */
  readonly destructive: boolean;
  /** Shell lines the server or the client would run (`COPY … PROGRAM`, `xp_cmdshell`). */
  readonly lines: readonly string[];
  /** Files it names for reading and for writing. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
};

const DESTRUCTIVE =
  /^(?:TRUNCATE|DELETE without WHERE|UPDATE without WHERE|ALTER DROP|SHUTDOWN|PURGE|FLUSH|RESTORE)$/;

/** Collects what is found in SQL. */
export class SqlFindings {
  readonly verbs = new Set<string>();
  readonly lines: string[] = [];
  readonly reads: string[] = [];
  readonly writes: string[] = [];
  destructive = false;
  #looked = 0;

  /** Looks at this many tokens more; false if that is more than `most` together. */
  look(tokens: number, most: number): boolean {
    this.#looked += tokens;
    return this.#looked <= most;
  }

  add(verb: string, destructive = DESTRUCTIVE.test(verb)): void {
    this.verbs.add(verb);
    if (destructive) this.destructive = true;
  }

  take(other: SqlReading): void {
    for (const verb of other.verbs) this.verbs.add(verb);
    this.lines.push(...other.lines);
    this.reads.push(...other.reads);
    this.writes.push(...other.writes);
    this.destructive ||= other.destructive;
  }

  result(): SqlReading {
    const { lines, reads, writes, destructive } = this;
    return { verbs: [...this.verbs], destructive, lines, reads, writes };
  }
}
