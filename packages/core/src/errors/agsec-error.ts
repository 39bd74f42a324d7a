const MARKER = Symbol.for('agsec.error');

/** Base of every error agsec throws. `code` is stable; the message is for people. */
export class AgsecError extends Error {
  readonly code: string;
  readonly [MARKER] = true;

  constructor(options: {
    readonly code: string;
    readonly message: string;
    readonly cause?: unknown;
  }) {
    super(options.message, { cause: options.cause });
    this.name = 'AgsecError';
    this.code = options.code;
  }

  /** True for an agsec error, also one made by another copy of this package. */
  static isInstance(value: unknown): value is AgsecError {
    return typeof value === 'object' && value !== null && MARKER in value;
  }
}
