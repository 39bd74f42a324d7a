import type { Language } from '../../contract.ts';
import type { Call, Effects, Program, Value } from '../../program.ts';
import { defineProgram, type OptionList } from '../shapes/define-program.ts';
import { isStandardInput, runScriptFile } from '../shapes/script-file.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';

/**
 * The code of an interpreter's call: inline code if there is some, else the script named by the
 * first operand, else standard input.
 */
export function runCode(
  call: Call,
  effects: Effects,
  language: Language,
  inline: readonly Value[],
  operands: readonly Value[] = call.options.operands,
): void {
  for (const code of inline) effects.code(language, code, 'inline', { args: operands });
  if (inline.length > 0) return;
  const [script, ...args] = operands;
  if (script !== undefined && !isStandardInput(script)) {
    runScriptFile(call, effects, script, args, language);
    runFrameworkTool(effects, script, args);
  } else runInput(call, effects, language, args);
}

/** The code that comes in on standard input; without one, what is typed later. */
export function runInput(
  call: Call,
  effects: Effects,
  language: Language,
  args: readonly Value[] = [],
): void {
  if (call.stdin !== undefined) effects.code(language, call.stdin, 'stdin', { args });
  // An option nobody knows may be one that only tells something.
  else if (call.options.unknownOptions.length === 0) effects.interactive(language);
}

/** Scripts that frameworks put into a project, known by what their commands do. */
const FRAMEWORK_TOOLS =
  /(?:^|\/)(manage\.py|artisan|spark|yii|bin\/console|ace|bin\/rails|bin\/rake)$/;

function runFrameworkTool(effects: Effects, script: Value, args: readonly Value[]): void {
  const tool = FRAMEWORK_TOOLS.exec(script.text)?.[1]?.replace(/^bin\//, '');
  if (tool !== undefined) effects.run([literal(tool), ...args]);
}

/** Knowledge about an interpreter whose options getopt could read. */
export function defineInterpreter(facts: {
  readonly names: readonly string[];
  readonly language: Language;
  readonly options: OptionList;
  /** Keys of options whose value is code. */
  readonly inline: readonly string[];
  /** Keys of options that name further files of code. */
  readonly files?: readonly string[];
  /** Keys of flags with which nothing is run. */
  readonly harmless: readonly string[];
}): Program {
  return defineProgram({
    names: facts.names,
    summary: 'Inline code, code on standard input, the script file',
    options: { ...facts.options, stopAtOperand: true },
    describe(call, effects) {
      const { options } = call;
      if (asksForHelp(call) || facts.harmless.some((key) => options.has(key))) return;
      for (const key of facts.files ?? [])
        for (const file of options.values(key))
          runScriptFile(call, effects, file, [], facts.language);
      runCode(
        call,
        effects,
        facts.language,
        facts.inline.flatMap((key) => options.values(key)),
      );
    },
  });
}
