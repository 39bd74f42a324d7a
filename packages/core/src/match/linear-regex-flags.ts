import { RegexRefusal } from './linear-regex-refusal.ts';

/** The flags of Python's `re` that hold at a place of a pattern. */
export type Flags = {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly verbose: boolean;
  readonly ascii: boolean;
};

export const NO_FLAGS: Flags = {
  ignoreCase: false,
  multiline: false,
  dotAll: false,
  verbose: false,
  ascii: false,
};

/** `flags` with those that `letters` name switched on or off. Throws `RegexRefusal` for a letter that is none. */
export function withFlags(flags: Flags, letters: string, value: boolean, start: number): Flags {
  let result = flags;
  for (const letter of letters) {
    if (letter === 'i') result = { ...result, ignoreCase: value };
    else if (letter === 'm') result = { ...result, multiline: value };
    else if (letter === 's') result = { ...result, dotAll: value };
    else if (letter === 'x') result = { ...result, verbose: value };
    else if (letter === 'a' && value) result = { ...result, ascii: true };
    else if (letter !== 'u' || !value) {
      throw new RegexRefusal(`(?${letter}) is not a flag of text patterns`, start);
    }
  }
  return result;
}
