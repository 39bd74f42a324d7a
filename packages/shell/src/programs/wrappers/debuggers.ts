import type { Effects, Program, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { waitsForCommands } from '../shapes/prompt.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { literal, valueOfStream, withoutPrefix } from '../shapes/values.ts';
import { commandAfter } from './wrapper.ts';

const GDB_COMMANDS = ['-ex', '-iex', '-pex', '-eval-command', '-init-eval-command'] as const;
const GDB_FILES = ['-x', '-ix', '-command', '-init-command'] as const;

/**
 * `gdb` (GDB manual, "Invoking GDB"): `--args` runs a program with its words, `-ex` holds commands
 * of which `shell`, `!` and `pipe … |` are shell lines, as are those read from standard input.
 */
export const GDB: Program = defineProgram({
  names: ['gdb', 'gdb-multiarch'],
  summary: 'The program after `--args`, shell commands in `-ex` and standard input',
  options: {
    flags:
      '-args -batch -batch-silent -q -quiet -silent -nx -n -nh -nw -w -tui -help|-h -version|-v',
    values:
      '-ex|-eval-command -iex|-init-eval-command -pex -x|-command -ix|-init-command -p|-pid ' +
      '-c|-core -s|-symbols -e|-exec -se -cd -d|-directory -data-directory -tty|-t -i|-interpreter ' +
      '-b -l',
    singleDashLong: true,
    clusters: false,
    stopAtOperand: true,
  },
  describe(call, effects) {
    const { options } = call;
    if (options.has('-help') || options.has('-version') || asksForHelp(call)) return;
    for (const key of GDB_COMMANDS)
      for (const command of options.values(key)) debuggerCommand(command, effects);
    for (const key of GDB_FILES)
      for (const file of options.values(key)) debuggerFile(file, effects);
    for (const target of options.values('-p'))
      effects.action('system.process', { verb: 'trace', target });
    if (call.stdin !== undefined) debuggerInput(valueOfStream(call.stdin), effects);
    else if (!options.has('-batch') && !options.has('-batch-silent'))
      waitsForCommands(call, effects);
    const words = commandAfter(call);
    // Options may follow the program's name unless `--args` hands them to the program.
    if (options.has('-args')) runInherited(call, effects, words, { wrapper: 'gdb' });
    else laterCommands(words, effects);
  },
});

/** `lldb`: `-o` holds commands, `--` or the operands the program. */
export const LLDB: Program = defineProgram({
  names: ['lldb'],
  summary: 'The program it runs, shell commands in `-o` and standard input',
  options: {
    flags: '-b|--batch -h|--help -v|--version -x|--no-lldbinit -w|--wait-for -P -l -r|--repl -X',
    values:
      '-o|--one-line -O|--one-line-before-file -k|--one-line-on-crash -s|--source ' +
      '-S|--source-before-file -K|--source-on-crash -p|--attach-pid -n|--attach-name -a|--arch ' +
      '-c|--core -f|--file -d|--debug',
    stopAtOperand: true,
  },
  describe(call, effects) {
    const { options } = call;
    if (asksForHelp(call) || ['-h', '-v', '-P'].some((key) => options.has(key))) return;
    for (const key of ['-o', '-O', '-k'])
      for (const command of call.options.values(key)) debuggerCommand(command, effects);
    for (const key of ['-s', '-S', '-K'])
      for (const file of call.options.values(key)) debuggerFile(file, effects);
    for (const target of call.options.values('-p'))
      effects.action('system.process', { verb: 'trace', target });
    if (call.stdin !== undefined) debuggerInput(valueOfStream(call.stdin), effects);
    else if (!call.options.has('-b')) waitsForCommands(call, effects);
    runInherited(call, effects, commandAfter(call), { wrapper: 'lldb' });
  },
});

/** `gdb PROGRAM -ex COMMAND`: options that stand behind the program's name. */
function laterCommands(words: readonly Value[], effects: Effects): void {
  for (const [index, word] of words.entries()) {
    const next = words[index + 1];
    if (next !== undefined && /^--?(ex|iex|eval-command)$/.test(word.text))
      debuggerCommand(next, effects);
  }
}

/** A file of commands: what the line wrote there is read, any other is a script like any other. */
function debuggerFile(file: Value, effects: Effects): void {
  const { text } = effects.reads(file);
  if (text === undefined) return;
  for (const line of text.split('\n')) debuggerCommand(literal(line), effects);
}

function debuggerInput(text: Value, effects: Effects): void {
  if (!text.known) {
    effects.unknown('dynamic-code');
    return;
  }
  for (const line of text.text.split('\n')) debuggerCommand(literal(line, text.taint), effects);
}

/** Words that hand the rest of a debugger command to a shell, and those that hand it to Python. */
const SHELL_COMMAND = /^\s*(?:!|(?:shell|platform\s+shell|make)\s+|pipe\s+[^|]*\|)\s*/;
const PYTHON_COMMAND = /^\s*(?:python|py|script)\s+/;
const CALLS_INTO_PROGRAM = /\b(?:system|execve?|execl?p?|popen)\s*\(/;

function debuggerCommand(command: Value, effects: Effects): void {
  const shell = SHELL_COMMAND.exec(command.text)?.[0];
  const python = PYTHON_COMMAND.exec(command.text)?.[0];
  if (shell !== undefined) effects.line(withoutPrefix(command, shell.length));
  else if (python !== undefined)
    effects.code('python', withoutPrefix(command, python.length), 'inline');
  else if (!command.known) effects.unknown('dynamic-code');
  else if (CALLS_INTO_PROGRAM.test(command.text)) effects.unknown('dynamic-code');
}
