import type { Call, Effects, Program } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';

export type HostTool = {
  readonly names: readonly string[];
  readonly summary: string;
  /** Words that change something; the call tells otherwise. */
  readonly changes: RegExp;
  /** Names that take something away without any word. */
  readonly always?: readonly string[];
  /** Words among them that take protection or data away. */
  readonly takes?: RegExp;
  /** Names whose every change takes protection away. */
  readonly weakens?: readonly string[];
};

/** A tool that changes a setting of the machine by a verb among its words. */
export function hostTool({ names, summary, changes, takes, always, weakens }: HostTool): Program {
  return defineProgram({
    names,
    summary: `${summary} (\`system.service\`)`,
    options: { abbreviations: false, clusters: false },
    describe(call: Call, effects: Effects) {
      const change = call.args.find(({ text }) => changes.test(text));
      if (onlyInforms(call)) return;
      if (change === undefined) {
        if (call.args.length === 0 && always?.includes(call.name))
          effects.action('system.service', { verb: call.name, destructive: true });
        return;
      }
      const destructive =
        weakens?.includes(call.name) === true ||
        (takes !== undefined && call.args.some(({ text }) => takes.test(text)));
      effects.action('system.service', {
        verb: call.name,
        target: change,
        destructive: destructive ? true : undefined,
      });
    },
  });
}
