import type { Value } from '../program.ts';
import { emit } from './emit.ts';
import type { Frame } from './frame.ts';
import type { Interpreter } from './interpreter.ts';

/** Prompts: command substitutions in them run each time the prompt is shown; bash(1), PROMPTING. */
const PROMPTS: ReadonlySet<string> = new Set(['PS0', 'PS1', 'PS2', 'PS4']);
/** Files a shell reads before anything else; bash(1), INVOCATION. */
const STARTUP_FILES: ReadonlySet<string> = new Set(['BASH_ENV', 'ENV', 'ZDOTDIR']);
/** Libraries the loader puts into every program; ld.so(8), dyld(1). */
const PRELOADED: ReadonlySet<string> = new Set(['LD_PRELOAD', 'LD_AUDIT', 'DYLD_INSERT_LIBRARIES']);

/** Assigning some variables runs code: reported as what it would run. */
export function reportSpecialVariable(
  interpreter: Interpreter,
  frame: Frame,
  name: string,
  value: Value | undefined,
): void {
  if (value === undefined || value.text === '') return;
  if (name === 'PROMPT_COMMAND') runLater(interpreter, frame, value, value.text);
  else if (PROMPTS.has(name)) {
    if (/[`$]/.test(value.text)) runLater(interpreter, frame, value, `: <<_\n${value.text}\n_\n`);
  } else if (STARTUP_FILES.has(name)) reportStartupFile(interpreter, frame, value);
  else if (PRELOADED.has(name))
    emit(interpreter.recorder, frame, name, 'code.execute', {
      language: 'native',
      source: 'file',
      file_path: value,
    });
}

function runLater(interpreter: Interpreter, frame: Frame, value: Value, text: string): void {
  const state = frame.state.fork();
  const holes = value.known ? {} : { holes: value.taint };
  interpreter.runText(text, { ...frame, state, depth: frame.depth + 1, ...holes });
}

/** `ENV=production` is no file; a name with a folder, or one the line wrote, is. */
function reportStartupFile(interpreter: Interpreter, frame: Frame, value: Value): void {
  const [cwd] = frame.state.folders;
  const contents = interpreter.files.contents(value.text, cwd);
  if (!value.text.includes('/') && contents.length === 0) return;
  emit(interpreter.recorder, frame, 'sh', 'code.execute', {
    language: 'sh',
    source: 'file',
    file_path: value,
  });
  for (const { text } of contents)
    if (text === undefined) interpreter.recorder.unknown('script-body');
    else runLater(interpreter, frame, value, text);
  if (contents.length > 0) return;
  interpreter.recorder.script({
    path: value.text,
    ...(cwd === undefined ? {} : { cwd }),
    language: 'sh',
    args: [],
    wrappers: frame.wrappers,
  });
}
