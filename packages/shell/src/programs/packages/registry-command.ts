import { worse } from '../infrastructure/severity.ts';
import { isDryRun } from '../shapes/dry-run.ts';
import type { Subcommand } from '../shapes/subcommands.ts';

const READ_WORDS = /^(?:ls|list|get|info|show|view|search|whoami|status)$/;

const REMOVE_WORDS = /^(?:rm|remove|revoke|destroy|delete)$/;

/** A subcommand that changes what a package registry holds. */
export function registryCommand(
  tool: string,
  verb: string,
  severity: 'change' | 'destroy' | 'irreversible',
): Subcommand {
  return {
    describe(call, effects) {
      const { operands } = call.options;
      const isRead = operands.some((word) => READ_WORDS.test(word.text));
      if (isDryRun(call)) return;
      const removes = operands.some((word) => REMOVE_WORDS.test(word.text));
      const worst = removes ? worse(severity, 'destroy') : severity;
      effects.action('infra.execute', {
        tool,
        verb,
        severity: isRead ? 'read' : worst,
        destructive: !isRead && worst !== 'change',
        target: operands.at(-1),
      });
    },
  };
}
