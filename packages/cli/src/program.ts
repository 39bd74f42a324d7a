import { Command } from 'commander';
import { registerAnalyze } from './commands/analyze.ts';
import { registerAudit } from './commands/audit.ts';
import { registerCheck } from './commands/check.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerExplain } from './commands/explain.ts';
import { registerInit } from './commands/init.ts';
import { registerInstall } from './commands/install.ts';
import { registerModes } from './commands/mode.ts';
import { registerPolicy } from './commands/policy.ts';
import { registerReview } from './commands/review.ts';
import { registerStatus } from './commands/status.ts';
import { registerValidate } from './commands/validate.ts';
import type { CliContext, ExitStatus } from './context.ts';
import { VERSION } from './version.ts';

/**
 * What a command is given to register itself. A command's file declares its words and options and
 * imports what does the work only when it runs, so that help and completion stay fast.
 */
export type Registration = {
  readonly program: Command;
  readonly context: CliContext;
  /** Sets the exit status the process ends with. */
  readonly exit: (status: ExitStatus) => void;
};

/** The option that every command has, with its description. */
export const JSON_OPTION = ['--json', 'machine-readable output'] as const;

const HELP_AFTER_ERROR = 'Run agsec --help for all commands.';

const AFTER_HELP = `
* asks a person at the terminal; so does adding a statement that allows
Every command has --json. Exit status: 0 fine, 1 findings, 2 usage or configuration.

Start here:  agsec install claude-code`;

/** The whole command line: every command in its group. `complain` hears of mistakes in the words. */
export function buildProgram(
  context: CliContext,
  exit: (status: ExitStatus) => void,
  complain: (text: string) => void,
): Command {
  const program = new Command('agsec')
    .description('The firewall between AI coding agents and your machine.')
    .version(VERSION, '-V, --version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.out(text),
      writeErr: complain,
      getOutHelpWidth: () => context.width,
      getErrHelpWidth: () => context.width,
    })
    .configureHelp({ subcommandTerm })
    .showHelpAfterError(HELP_AFTER_ERROR)
    .addHelpText('after', AFTER_HELP);
  const registration: Registration = { program, context, exit };
  program.commandsGroup('Setup:');
  registerInit(registration);
  registerInstall(registration);
  registerDoctor(registration);
  registerStatus(registration);
  program.commandsGroup('Policy:');
  registerPolicy(registration);
  registerValidate(registration);
  registerExplain(registration);
  program.commandsGroup('Run:');
  registerCheck(registration);
  registerModes(registration);
  registerReview(registration);
  program.commandsGroup('Look:');
  registerAudit(registration);
  registerAnalyze(registration);
  program.commandsGroup('Help:');
  registerHelp(registration);
  for (const command of program.commands) nameOwnHelp(command);
  return program;
}

/** `agsec help audit export`: the help of any command, which Commander's own has for the first word. */
function registerHelp({ program }: Registration): void {
  program
    .command('help')
    .description('display help for command')
    .argument('[command...]')
    .action((words: readonly string[]) => {
      let command = program;
      for (const word of words) {
        const next = command.commands.find((each) => each.name() === word);
        if (next === undefined) command.error(`error: unknown command '${word}'`);
        else command = next;
      }
      command.help();
    });
}

/** After a mistake in a command's words, its own help is the one to look at. */
function nameOwnHelp(command: Command, parents = 'agsec'): void {
  const name = `${parents} ${command.name()}`;
  // `explain` has advice of its own.
  if (command.name() !== 'explain') command.showHelpAfterError(`Run ${name} --help.`);
  for (const each of command.commands) nameOwnHelp(each, name);
}

/**
 * For a command that has commands of its own and does without: a word that is none of them is a
 * mistake, not an argument. Commander only counts them.
 */
export function refuseWords(command: Command): void {
  const [word] = command.args;
  if (word === undefined) return;
  const names = command.commands.map((each) => each.name()).join(', ');
  command.error(`error: unknown command '${word}'\n(One of: ${names})`);
}

/** `install [agents...]`, `policy list|add|remove|packs`: what is written behind the name. */
function subcommandTerm(command: Command): string {
  const names = command.commands.map((each) => each.name()).join('|');
  // A command that has options of its own can do without.
  const nested = names === '' || command.options.length === 0 ? names : `[${names}]`;
  const words = command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? '…' : ''}`;
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  return [command.name(), ...words, ...(nested === '' ? [] : [nested])].join(' ');
}
