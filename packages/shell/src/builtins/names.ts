import { NOTHING, opaque } from '../flow/stream.ts';
import { CLEAN } from '../values/taint.ts';
import { streamOfValue } from '../values/value.ts';
import type { Outcome } from '../walk/frame.ts';
import { runScript } from '../walk/run-script.ts';
import { type BuiltinCall, type BuiltinTable, splitOptions } from './builtin.ts';

/** Builtins that change what names and keys run. */
export const NAMES: BuiltinTable = {
  alias: runAlias,
  unalias: runUnalias,
  hash: runHash,
  enable: runEnable,
  complete: runComplete,
  compgen: runComplete,
  bind: runBind,
};

function runAlias(call: BuiltinCall): Outcome {
  const { frame, args } = call;
  const { letters } = splitOptions(args);
  for (const word of args) {
    const [, name, body] = /^([^=]+)=(.*)$/s.exec(word.text) ?? [];
    if (name === undefined || body === undefined) continue;
    const { pattern: _pattern, ...rest } = word;
    frame.state.aliases.set(name, { bodies: [{ ...rest, text: body }] });
    // zsh puts a global alias anywhere in a line, a suffix alias before a file's name.
    if (letters.has('g')) runLine(call, `: ${body}`, word);
    if (letters.has('s')) runLine(call, body, word);
  }
  return { stdout: opaque(CLEAN), status: 'success' };
}

function runUnalias({ frame, args }: BuiltinCall): Outcome {
  const all = args.some((word) => word.text === '-a');
  const names = all ? [...frame.state.aliases.entries().keys()] : args.map((word) => word.text);
  for (const name of names) frame.state.aliases.set(name, { bodies: [] });
  return { stdout: NOTHING };
}

/** `hash -p path name`: the name now runs the path. */
function runHash({ frame, args }: BuiltinCall): Outcome {
  const { letters, values, rest } = splitOptions(args, 'p');
  const path = values.get('p');
  if (!letters.has('p') || path === undefined) return { stdout: opaque(CLEAN) };
  for (const name of rest) {
    frame.state.redefined.set(name.text, true);
    frame.state.aliases.set(name.text, { bodies: [path] });
  }
  return { stdout: NOTHING };
}

/** `enable -f file name` loads native code as a builtin; `enable -n name` leaves it to PATH. */
function runEnable(call: BuiltinCall): Outcome {
  const { frame, args } = call;
  const { values, rest } = splitOptions(args, 'f');
  const library = values.get('f');
  for (const name of rest) frame.state.redefined.set(name.text, true);
  if (library !== undefined)
    call.interpreter.recorder.action({
      name: 'code.execute',
      params: { language: 'native', source: 'file', file_path: library.text },
      origin: 'derived',
      via: { name: 'enable', wrappers: frame.wrappers },
      unknown: library.known ? [] : ['file_path'],
    });
  if (library !== undefined) call.interpreter.recorder.unknown('dynamic-code');
  return { stdout: NOTHING };
}

/** `complete -C cmd`: a command that runs at each completion; likewise `-F function`, `-W words`. */
function runComplete(call: BuiltinCall): Outcome {
  const { values } = splitOptions(call.args, 'oAGWFCXPS');
  const command = values.get('C') ?? values.get('F');
  const words = values.get('W');
  if (command !== undefined) runLine(call, command.text, command);
  if (words !== undefined && /[`$]/.test(words.text))
    runLine(call, `: <<_\n${words.text}\n_\n`, words);
  return { stdout: opaque(CLEAN) };
}

/** `bind -x '"keys": cmd'`. */
function runBind(call: BuiltinCall): Outcome {
  const { values } = splitOptions(call.args, 'mfqurx');
  const binding = values.get('x');
  const [, command] = /^\s*"?[^"]*"?\s*[: ]\s*(.*)$/s.exec(binding?.text ?? '') ?? [];
  if (binding !== undefined && command !== undefined)
    runLine(call, command.replace(/^"(.*)"$/s, '$1'), binding);
  return { stdout: NOTHING };
}

function runLine(
  { interpreter, frame, name }: BuiltinCall,
  text: string,
  from: Parameters<typeof streamOfValue>[0],
): void {
  const { pattern: _pattern, ...rest } = from;
  runScript(
    interpreter,
    { ...frame, state: frame.state.fork(), depth: frame.depth + 1 },
    {
      language: 'sh',
      via: name,
      stream: streamOfValue({ ...rest, text }),
      source: 'inline',
    },
  );
}
