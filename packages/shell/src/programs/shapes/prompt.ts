import type { Language } from '../../contract.ts';
import type { Call, Effects } from '../../program.ts';

/**
 * A call that takes commands as they are typed, its own and shell lines among them, unless something
 * flows in. An option nobody knows may be one with which it only tells something.
 */
export function waitsForCommands(call: Call, effects: Effects, language: Language = 'sh'): void {
  if (call.stdin === undefined && call.options.unknownOptions.length === 0)
    effects.interactive(language);
}
