import type { Call, Effects, Program, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { cwdOf } from '../shapes/inherit.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { literal, valueOfStream } from '../shapes/values.ts';
import { dumpEnvironment } from './env.ts';

/** `$(shell …)` and `!=` run while the makefile is read, before any target. */
const READ_TIME = /\$\((?:shell)\s+([^)]*)\)|^[\w.]+\s*!=\s*(.*)$/gm;

/**
 * `make` (GNU): targets are looked up in the makefile by the runtime; a makefile on standard input
 * or in `--eval` is read here, every recipe line as a shell line.
 */
export const MAKE: Program = defineProgram({
  names: ['make', 'gmake', 'bmake'],
  summary: 'Targets of a makefile as scripts, recipes given by `-f -` and `--eval`',
  options: {
    flags:
      '-b -m -B|--always-make -d -e|--environment-overrides -h|--help -i|--ignore-errors ' +
      '-k|--keep-going -L|--check-symlink-times -n|--just-print|--dry-run|--recon ' +
      '-p|--print-data-base -q|--question -r|--no-builtin-rules -R|--no-builtin-variables ' +
      '-s|--silent|--quiet -S|--no-keep-going|--stop -t|--touch --trace -v|--version ' +
      '-w|--print-directory --no-print-directory --warn-undefined-variables --no-silent',
    values:
      '-C|--directory -E|--eval -f|--file|--makefile -I|--include-dir -o|--old-file|--assume-old ' +
      '-W|--what-if|--new-file|--assume-new',
    optional:
      '--debug -j|--jobs -l|--load-average|--max-load -O|--output-sync --jobserver-auth --shuffle',
  },
  describe(call, effects) {
    const { options } = call;
    if (asksForHelp(call) || options.has('-v')) return;
    // The data base holds every variable, those of the environment among them.
    if (options.has('-p')) dumpEnvironment(effects);
    for (const text of options.values('-E')) describeMakefile(text, effects);
    const files = options.values('-f');
    const fromInput = files.some((file) => file.text === '-' || file.text === '/dev/stdin');
    if (fromInput && call.stdin !== undefined) describeMakefile(valueOfStream(call.stdin), effects);
    if (options.has('-n') || options.has('-q') || fromInput) return;
    const folder = options
      .values('-C')
      .map((value) => value.text)
      .join('/');
    const file = files.at(-1)?.text ?? 'Makefile';
    const path = folder === '' ? file : `${folder}/${file}`;
    for (const name of targetsOf(call))
      effects.script({
        path,
        target: { kind: 'make-target', name },
        args: variablesOf(call),
        ...cwdOf(call),
      });
  },
});

/** Targets to make; an empty name is the makefile's first target. */
function targetsOf(call: Call): readonly string[] {
  const targets = call.options.operands.map(({ text }) => text).filter((text) => !isVariable(text));
  return targets.length === 0 ? [''] : targets;
}

function variablesOf(call: Call): readonly string[] {
  return call.options.operands.map(({ text }) => text).filter(isVariable);
}

function isVariable(text: string): boolean {
  return /^[\w.]+[:+?!]?=/.test(text);
}

/** Every recipe line of a makefile's text, whatever its target, and what runs as it is read. */
function describeMakefile(text: Value, effects: Effects): void {
  if (!text.known) {
    if (text.taint.remote !== undefined || text.taint.decoded) effects.line(text);
    else effects.unknown('script-body');
    return;
  }
  for (const match of text.text.matchAll(READ_TIME))
    effects.line(literal(recipeText(match[1] ?? match[2] ?? ''), text.taint));
  const lines = text.text.replace(/\\\n/g, ' ').split('\n');
  for (const line of lines) {
    const inline = /^[^\t#=:][^=:]*:(?!=)[^=;]*;(.*)$/.exec(line)?.[1];
    const recipe = line.startsWith('\t') ? line.slice(1) : inline;
    if (recipe !== undefined && recipe.trim() !== '')
      effects.line(literal(recipeText(recipe), text.taint));
  }
}

/** A recipe line as the shell gets it: without its `@`, `-`, `+` marks, `$$` as `$`. */
function recipeText(recipe: string): string {
  return recipe
    .replace(/^[@\-+\s]+/, '')
    .replace(/\$\$|\$[({](\w+)[)}]|\$([@<^?*+|%])/g, (match, name: string | undefined) =>
      match === '$$' ? '$' : name === undefined ? '"$MAKE_AUTOMATIC"' : `$${name}`,
    );
}
