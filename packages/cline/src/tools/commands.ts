import { field, type InputReader, isFields, one, quoteWord } from '@agsec/runtime/adapter';
import { type Build, type ClineCall, refuseEmpty } from './tool-input.ts';

/** What runs: a line for the shell, or a program with its arguments that no shell reads. */
type Command = { readonly line: string; readonly isShell: boolean };

/**
 * `run_commands`. The client takes a line, a program with arguments, or lists of either, bare or
 * under `commands`, `command` or `cmd` (3.0.65), and runs all of them at once; so each is an
 * operation of its own.
 */
export const runCommands: Build = (input, call) => {
  const commands = commandsIn(call.input, input, call);
  refuseEmpty(commands, 'commands', input);
  return linesOf(commands, call).flatMap((command) =>
    one('bash.execute', { cwd: call.cwd, command }),
  );
};

/** One line for the shell, of the extension before its version 4. */
export const executeCommand: Build = (input, { cwd }) =>
  one('bash.execute', { cwd, command: input.filled('command') });

function commandsIn(
  value: unknown,
  input: InputReader,
  call: Pick<ClineCall, 'structured'>,
): readonly Command[] {
  const given = call.structured(value);
  if (typeof given === 'string') {
    if (given.trim() === '') input.refuse('a command is empty');
    return [{ line: given, isShell: true }];
  }
  if (Array.isArray(given)) return given.flatMap((each) => commandsIn(each, input, call));
  if (!isFields(given)) {
    input.refuse('commands holds what is neither text nor an object');
    return [];
  }
  const program = programIn(field(given, 'command'), field(given, 'args'), input);
  const names = program === undefined ? ['commands', 'command', 'cmd'] : ['commands', 'cmd'];
  const nested = names
    .map((name) => field(given, name))
    .filter((each) => each !== undefined)
    .flatMap((each) => commandsIn(each, input, call));
  const found = program === undefined ? nested : [program, ...nested];
  if (found.length === 0) input.refuse('commands holds an object without a command');
  return found;
}

/** A program with its arguments, if that is what the fields say. */
function programIn(command: unknown, args: unknown, input: InputReader): Command | undefined {
  if (args === undefined || typeof command !== 'string') return undefined;
  if (!Array.isArray(args) || !args.every((arg) => typeof arg === 'string')) {
    input.refuse('args is not a list of texts');
    return undefined;
  }
  return { line: [command, ...args].map(quoteWord).join(' '), isShell: false };
}

/**
 * The lines that run. Where the client joins commands to a here-document is known of the command line
 * client alone; of the extension each of them is judged as well.
 */
function linesOf(
  commands: readonly Command[],
  { dialect }: Pick<ClineCall, 'dialect'>,
): readonly string[] {
  const joined = joinedLines(commands);
  return dialect === 'cli'
    ? joined
    : [...new Set([...commands.map(({ line }) => line), ...joined])];
}

/** Programs stand by themselves; between them lines of the shell are joined. */
function joinedLines(commands: readonly Command[]): readonly string[] {
  const lines: string[] = [];
  let shell: string[] = [];
  for (const { line, isShell } of commands) {
    if (isShell) {
      shell.push(line);
      continue;
    }
    lines.push(...joinHereDocuments(shell), line);
    shell = [];
  }
  return [...lines, ...joinHereDocuments(shell)];
}

const HERE_DOCUMENT = /(?<!<)<<-?\s*(?:"([^"]+)"|'([^']+)'|([A-Za-z0-9_./-]+))/;

/** A command that begins a here-document goes on to the command that is its end (3.0.65). */
function joinHereDocuments(lines: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const [, double, single, bare] = HERE_DOCUMENT.exec(line) ?? [];
    const end = double ?? single ?? bare;
    const last =
      end === undefined ? -1 : lines.findIndex((each, i) => i > at && each.trim() === end);
    if (last < 0) joined.push(line);
    else {
      joined.push(lines.slice(at, last + 1).join('\n'));
      at = last;
    }
  }
  return joined;
}
