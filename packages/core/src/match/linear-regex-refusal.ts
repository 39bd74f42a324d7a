import { AgsecError } from '../errors/agsec-error.ts';

/**
 * A pattern that agsec does not load. It never leaves `lowerRegex`, which returns it as a value.
 * `offset` counts the characters before the place it speaks of.
 */
export class RegexRefusal extends AgsecError {
  readonly offset: number | undefined;

  constructor(message: string, offset?: number) {
    super({ code: 'regex-refused', message });
    this.name = 'RegexRefusal';
    this.offset = offset;
  }
}
