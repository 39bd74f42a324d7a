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

/**
 * A subcommand by which people and their rights are looked at, added or taken away (`npm owner add`):
 * its first operand says which, and is part of the verb.
 */
function accessCommand(tool: string, noun: string): Subcommand {
  return {
    describe(call, effects) {
      const [first, ...others] = call.options.operands;
      if (first === undefined || isDryRun(call)) return;
      const removes = REMOVE_WORDS.test(first.text);
      const severity = READ_WORDS.test(first.text) ? 'read' : removes ? 'destroy' : 'change';
      effects.action('infra.execute', {
        tool,
        verb: `${noun} ${first.text}`,
        severity,
        destructive: removes,
        target: others.at(-1),
      });
    },
  };
}

/** Owners of a package by options (`cargo owner --add`, `gem owner -a`). */
export function ownerOptions(tool: string): Subcommand {
  return {
    options: { values: '-a|--add -r|--remove', flags: '-l|--list' },
    describe({ options }, effects) {
      const [added, removed] = [options.values('-a').at(-1), options.values('-r').at(-1)];
      const isRead = added === undefined && removed === undefined;
      effects.action('infra.execute', {
        tool,
        verb: removed === undefined ? (isRead ? 'owner list' : 'owner add') : 'owner remove',
        severity: removed === undefined ? (isRead ? 'read' : 'change') : 'destroy',
        destructive: removed !== undefined,
        target: removed ?? added,
      });
    },
  };
}

/** The commands of npm and its like that change what a registry keeps of people and versions. */
export function accessCommands(tool: string): { readonly [names: string]: Subcommand } {
  return {
    'owner|author': accessCommand(tool, 'owner'),
    access: accessCommand(tool, 'access'),
    team: accessCommand(tool, 'team'),
    org: accessCommand(tool, 'org'),
    'dist-tag|dist-tags|tag': accessCommand(tool, 'dist-tag'),
    hook: accessCommand(tool, 'hook'),
    profile: accessCommand(tool, 'profile'),
  };
}
