import type { Chunks } from '../chunks/chunks.ts';
import type { Disk, ReadText } from '../resolve/disk.ts';

/** The flag that a hook's node is started with (`START_FLAGS`). */
const OFF = '--no-opt';
const ON = '--opt';

/** Characters, or bytes, from which on a text takes long enough to read for optimised code to pay. */
const LONG_TEXT = 4096;

/**
 * V8's optimising compiler. It is off when a hook starts, since a usual call is over before it pays,
 * and is switched on for a call that turns out to be a long one; that costs about a millisecond. In a
 * process that was started without the flag nothing is switched.
 */
export class Optimiser {
  readonly #isOffAtStart: boolean;
  #isOn = false;

  constructor(execArgv: readonly string[]) {
    this.#isOffAtStart = execArgv.includes(OFF);
  }

  /** Told how long a text is that will be read. */
  expect(length: number): void {
    if (length > LONG_TEXT) this.#switchOn();
  }

  /** The disk, whose long texts are expected. */
  ofDisk(disk: Disk): Disk {
    const readText = (path: string, limit: number): ReadText => {
      const read = disk.readText(path, limit);
      if (read.kind === 'text') this.expect(read.text.length);
      return read;
    };
    return { ...disk, readText };
  }

  /** The chunks; compiling policies is always long. */
  ofChunks(chunks: Chunks): Chunks {
    return {
      ...chunks,
      shell: () => this.#loading(() => chunks.shell()),
      code: () => this.#loading(() => chunks.code()),
      programs: (area) => this.#loading(() => chunks.programs(area)),
      compiler: () => {
        const compiler = this.#loading(() => chunks.compiler());
        this.#switchOn();
        return compiler;
      },
      review: () => this.#loading(() => chunks.review()),
    };
  }

  /** Loads under the flags of the start: V8 takes a bundle's compiled form under no others. */
  #loading<T>(load: () => T): T {
    if (!this.#isOn) return load();
    setFlag(OFF);
    try {
      return load();
    } finally {
      setFlag(ON);
    }
  }

  #switchOn(): void {
    if (this.#isOn || !this.#isOffAtStart) return;
    this.#isOn = true;
    setFlag(ON);
  }
}

function setFlag(flag: string): void {
  process.getBuiltinModule('node:v8').setFlagsFromString(flag);
}
