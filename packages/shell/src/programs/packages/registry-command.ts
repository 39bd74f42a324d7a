import type { Subcommand } from '../shapes/subcommands.ts';

const READ_WORDS = /^(?:ls|list|get|info|show|view|search|whoami|status)$/;

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
      if (call.options.has('--dry-run')) return;
      effects.action('infra.execute', {
        tool,
        verb,
        severity: isRead ? 'read' : severity,
        destructive: !isRead && severity !== 'change',
        target: operands.at(-1),
      });
    },
  };
}
