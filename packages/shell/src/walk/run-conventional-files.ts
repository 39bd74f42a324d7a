import { runVariable } from '../environment/run-variable.ts';
import type { Value } from '../program.ts';
import { type ConventionalFile, conventionOf, hasConvention } from '../scripts/conventions.ts';
import { taskLines } from '../scripts/task-lines.ts';
import { literal } from '../values/value.ts';
import { commandName } from './command-name.ts';
import type { Frame } from './frame.ts';
import type { Interpreter } from './interpreter.ts';
import { runFile } from './run-file.ts';

/**
 * Files that a program runs because of their names: those the line wrote are read here, the others,
 * which need not be there, are named for the runtime.
 */
export function runConventionalFiles(
  interpreter: Interpreter,
  argv: readonly Value[],
  frame: Frame,
): void {
  const name = commandName(argv[0]?.text ?? '', frame.state.surroundings.os);
  const { files } = interpreter;
  if (!files.isEmpty) runTasks(interpreter, name, frame);
  if (!hasConvention(name)) return;
  const words = argv.slice(1).map(({ text }) => text);
  if (/^(?:npm|npx|pnpm|yarn)$/.test(name)) runScriptShell(interpreter, words, frame);
  const convention = conventionOf(name, words);
  if (convention === undefined) return;
  const [cwd] = frame.state.folders;
  const { operands, others, written = [] } = convention;
  const isWritten = (path: string) => files.contents(path, cwd).length > 0;
  const named = operands === undefined ? [] : words.filter(isWritten);
  const all: readonly ConventionalFile[] = [
    ...(convention.files ?? []),
    ...written.filter(({ path }) => isWritten(path)),
    ...(operands === undefined ? [] : named.map((path) => ({ path, language: operands }))),
    ...files
      .paths()
      .filter((path) => others?.test(path))
      .map((path) => ({ path, language: 'sh' as const })),
  ];
  for (const file of all)
    runFile(interpreter, frame, {
      via: name,
      reference: { ...file, args: [], optional: true, ...(cwd === undefined ? {} : { cwd }) },
      quiet: file.language !== undefined || file.target !== undefined,
    });
}

/** A file of tasks that the line wrote: any of them may be the one that runs. */
function runTasks(interpreter: Interpreter, name: string, frame: Frame): void {
  const [cwd] = frame.state.folders;
  for (const path of taskFiles(name))
    for (const { text } of interpreter.files.contents(path, cwd))
      for (const line of text === undefined ? [] : taskLines(path, text)) {
        const { input: _input, ...rest } = frame;
        interpreter.runText(line, {
          ...rest,
          state: frame.state.child(),
          depth: frame.depth + 1,
        });
      }
}

function taskFiles(name: string): readonly string[] {
  switch (name) {
    case 'just':
      return ['justfile', 'Justfile', '.justfile'];
    case 'task':
    case 'go-task':
      return ['Taskfile.yml', 'Taskfile.yaml', 'taskfile.yml'];
    default:
      return [];
  }
}

/** npm starts its scripts with the shell that an option or the project's `.npmrc` names. */
function runScriptShell(interpreter: Interpreter, words: readonly string[], frame: Frame): void {
  const [cwd] = frame.state.folders;
  words.forEach((word, index) => {
    const [, joined] = /^--script-shell(?:=(.*))?$/s.exec(word) ?? [];
    const shell = word === '--script-shell' ? words[index + 1] : joined;
    if (shell !== undefined)
      runVariable(interpreter, frame, 'npm_config_script_shell', literal(shell));
  });
  for (const { text } of interpreter.files.contents('.npmrc', cwd)) {
    const shell = /^\s*script-shell\s*=\s*(\S+)/m.exec(text ?? '')?.[1];
    if (shell !== undefined)
      runVariable(interpreter, frame, 'npm_config_script_shell', literal(shell));
  }
}
