import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';

/** Lines that are remembered at most; a new one takes the place of an older one. */
const PLACES = 4096;
const PLACE_SIZE = 4;

/**
 * The numbers of lines that were sent lately, in one small file. Most lines of an agent are never sent
 * again, and keeping what they were read as costs a tenth of reading them: so that is done for a line
 * that comes a second time. What stands in the file decides about that and about nothing else.
 */
export class SeenLines {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Whether the line with this number (32 bits) is the last that was sent of those in its place, and
   * notes that it was sent. Throws the file system's error.
   */
  sentAgain(number: number): boolean {
    const { O_RDWR, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants;
    const descriptor = openSync(this.#path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600);
    try {
      const position = (number % PLACES) * PLACE_SIZE;
      const [own, noted] = [Uint32Array.of(number), new Uint32Array(1)];
      if (readSync(descriptor, noted, 0, PLACE_SIZE, position) === PLACE_SIZE) {
        if (noted[0] === own[0]) return true;
      }
      writeSync(descriptor, own, 0, PLACE_SIZE, position);
      return false;
    } finally {
      closeSync(descriptor);
    }
  }
}
