import type { Call, Effects, Program, Value } from '../../program.ts';
import { type PackageVerb, reportPackages } from '../packages/package-action.ts';
import { isDryRun } from '../shapes/dry-run.ts';
import { runScriptFile } from '../shapes/script-file.ts';
import { defineSubcommands, type Subcommand } from '../shapes/subcommands.ts';

function isSource(word: Value | undefined): word is Value {
  return word?.text.endsWith('.dart') ?? false;
}

function publishes(call: Call, effects: Effects): void {
  if (isDryRun(call, ['-n'])) return;
  effects.action('package.publish', { manager: 'pub', packages: [] });
}

/** The first operand is the verb. */
const PACKAGES: PackageVerb = { manager: 'pub', dryRun: ['-n'], skip: 1 };

/** `pub`: the package manager of Dart, by itself and below `dart` and `flutter`. */
const PUB: Subcommand = {
  options: {
    flags: '-n|--dry-run -f|--force --offline --skip-validation',
    values: '-C|--directory',
  },
  describe(call, effects) {
    const [verb] = call.options.operands;
    if (verb?.text === 'publish' || verb?.text === 'lish') publishes(call, effects);
    else if (verb?.text === 'add') reportPackages(call, effects, 'package.install', PACKAGES);
    else if (verb?.text === 'remove') reportPackages(call, effects, 'package.remove', PACKAGES);
  },
};

/** `dart` and `flutter` (dart help, flutter help): sources they run, and `pub`. */
export const DART: Program = defineSubcommands({
  names: ['dart', 'flutter'],
  summary: 'A source file it runs; packages added, removed and published',
  options: { flags: '-v|--verbose --enable-asserts', values: '-d|--device-id' },
  commands: {
    pub: PUB,
    run: {
      options: { stopAtOperand: true, values: '-t|--target' },
      describe(call, effects) {
        const [source, ...args] = [...call.options.values('-t'), ...call.options.operands];
        if (isSource(source)) runScriptFile(call, effects, source, args);
      },
    },
  },
  otherwise(call, effects, source) {
    if (isSource(source)) runScriptFile(call, effects, source, call.args);
  },
});
