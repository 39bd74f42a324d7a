import type { Call } from '../../program.ts';

/** Spellings by which a dry run is none: switched off, or by a value that is not known. */
const OFF = /^--(?:no-dr[a-z-]*|dry-run=(?:false|none|no|off|0|.*\*.*))$/;

/** True if a call only tells what it would do: one of the keys is given, and not switched off. */
export function isDryRun(
  { args, options }: Call,
  keys: readonly string[] = ['--dry-run'],
): boolean {
  if (!keys.some((key) => options.has(key) || options.unknownOptions.includes(key))) return false;
  // npm takes the word behind a switch for its value where it is one.
  return !args.some(
    ({ text }, index) =>
      OFF.test(text) || (text === '--dry-run' && args[index + 1]?.text === 'false'),
  );
}
