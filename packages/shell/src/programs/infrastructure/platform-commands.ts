import type { Call, Effects } from '../../program.ts';
import { sqlAction } from '../database/sql-action.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { lineInherited, runInherited } from '../shapes/inherit.ts';
import { joinValues, literal } from '../shapes/values.ts';
import { commandAfter } from '../wrappers/wrapper.ts';
import type { CommandFacts } from './verb-table.ts';

/** A command given as words that runs on the platform. */
export function runsThere(wrapper: string, options: OptionList = {}, skip = 0): CommandFacts {
  return {
    options: { ...options, stopAtOperand: true },
    describe(call, effects) {
      const words = commandAfter(call, skip);
      if (words.length > 0)
        lineInherited(call, effects, joinValues(words), { wrapper, elsewhere: true });
    },
  };
}

/** A command that runs here with the platform's variables. */
export function runsHere(wrapper: string, options: OptionList = {}): CommandFacts {
  return {
    options: { ...options, stopAtOperand: true },
    describe: (call, effects) => runInherited(call, effects, commandAfter(call), { wrapper }),
  };
}

/** A command that shows secrets of one kind. */
export function shows(kind: string): CommandFacts {
  return {
    describe(_call, effects) {
      effects.shows(kind);
    },
  };
}

/**
 * A command that shows a configuration with all its values filled in, of which some may be secret;
 * `holds` tells whether this call does.
 */
export function showsConfiguration(
  options: OptionList = {},
  holds: (call: Call) => boolean = () => true,
): CommandFacts {
  return {
    options,
    describe(call, effects) {
      if (!holds(call)) return;
      effects.shows('configuration', { unknown: true });
    },
  };
}

/** Secrets written to a file (`vercel env pull`). */
export function pulls(fallback: string): CommandFacts {
  return {
    options: { flags: '-y|--yes', values: '--environment --git-branch -t|--token -S|--scope' },
    describe(call, effects) {
      const file = call.options.operands[0] ?? literal(fallback);
      effects.action('secret.read', { kind: 'environment' });
      effects.writes(file, { taint: { secret: 'environment' } });
    },
  };
}

/** SQL given by options to a hosted database. */
export function executesSql(
  engine: string,
  keys: readonly string[],
  files: readonly string[],
): CommandFacts {
  return {
    options: {
      flags: '--remote --local -y|--yes --json --preview --persist',
      values: `${keys.join(' ')} ${files.join(' ')} -e|--env`,
    },
    describe(call: Call, effects: Effects) {
      for (const sql of keys.flatMap((key) => call.options.values(key)))
        sqlAction(effects, engine, sql);
      for (const file of files.flatMap((key) => call.options.values(key)))
        effects.script({ path: file.text, language: 'sql', args: [] });
    },
  };
}
