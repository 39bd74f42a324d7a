import type { Call, Effects, Value } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { waitsForCommands } from '../shapes/prompt.ts';
import { literal } from '../shapes/values.ts';
import { edits } from './editing.ts';

/** `emacs`: edits each operand; `--eval` and `-l` run Lisp. */
export const EMACS = defineProgram({
  names: ['emacs', 'emacsclient', 'emacs-nox', 'xemacs', 'mg-emacs'],
  summary: 'edits each operand; `--eval`, `-l`, `--script` run Lisp',
  options: {
    flags:
      '-batch|--batch -q|-no-init-file|--no-init-file -Q|-quick|--quick -nw|--no-window-system -nl|--no-desktop --no-site-file --no-splash -debug-init|--debug-init -t|--tty -c|--create-frame -n|--no-wait -kill|--kill --version -help|--help -u --daemon --fg-daemon -a --quiet --suppress-output --no-site-lisp',
    values:
      '-eval|--eval|-execute|--execute -l|-load|--load -f|-funcall|--funcall -script|--script -x -insert|--insert -visit|--visit|-file|--file --user -L|-directory|--directory -e -d|--display --alternate-editor -s|--socket-name --server-file -F|--frame-parameters --chdir --init-directory',
    abbreviations: false,
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call)) return;
    const evaluated = [
      ...options.values('-eval'),
      ...(call.name === 'emacsclient' ? evaluatedByClient(call) : options.values('-e')),
    ];
    for (const code of evaluated) runsLisp(code, effects);
    for (const key of ['-l', '-script', '-x'])
      for (const file of options.values(key)) loads(file, effects);
    for (const file of options.values('-insert')) effects.reads(file);
    for (const program of options.values('--alternate-editor'))
      if (program.text !== '') effects.line(program, { wrapper: 'emacs' });
    const opens = call.name !== 'emacsclient' && !NO_TERMINAL.some((key) => options.has(key));
    if (opens) waitsForCommands(call, effects);
    const files = call.name === 'emacsclient' && evaluated.length > 0 ? [] : options.operands;
    edits(
      effects,
      [...files, ...options.values('-visit')].filter(({ text }) => !text.startsWith('+')),
      false,
    );
  },
});

/** Options with which it opens no terminal. */
const NO_TERMINAL = ['-batch', '-script', '-x', '--daemon', '-kill'];

/** `emacsclient -e A B`: every operand is Lisp. */
function evaluatedByClient(call: Call): readonly Value[] {
  const { options } = call;
  return options.has('-e') ? [...options.values('-e'), ...options.operands] : [];
}

function loads(file: Value, effects: Effects): void {
  const { text, taint } = effects.reads(file);
  if (text === undefined) effects.unknown('script-body');
  else runsLisp(literal(text, taint), effects);
}

const CALL =
  /\(\s*(shell-command(?:-to-string)?|async-shell-command|call-process(?:-shell-command|-region)?|process-lines|process-file|start-process(?:-shell-command)?|start-file-process|make-process|compile|delete-file|delete-directory|move-file-to-trash|rename-file|copy-file|write-region|write-file|append-to-file|set-file-modes|make-symbolic-link|find-file|insert-file-contents|load-file|load|eval|kill-emacs-hook|url-retrieve(?:-synchronously)?|url-copy-file|make-network-process|open-network-stream|browse-url)(?=[\s)])/g;

/** Calls, and words of one, that are looked at. */
const MOST_CALLS = 100;
const MOST_WORDS = 100;

/** Functions that reach outside, with the strings they are given. */
function runsLisp(code: Value, effects: Effects): void {
  if (code.taint.remote !== undefined) effects.unknown('remote-code');
  if (!code.known) effects.unknown('dynamic-code');
  effects.action('code.execute', { language: 'elisp', source: 'inline', code });
  let calls = 0;
  for (const match of code.text.matchAll(CALL)) {
    calls += 1;
    if (calls > MOST_CALLS) {
      effects.unknown('too-many');
      return;
    }
    const rest = code.text.slice((match.index ?? 0) + match[0].length);
    performs(match[1] ?? '', stringsOf(rest), effects);
  }
}

/** The constant strings before the end of the call. */
function stringsOf(rest: string): readonly Value[] {
  const strings: Value[] = [];
  let depth = 0;
  let words = 0;
  for (const [token] of rest.matchAll(/"(?:[^"\\]|\\[\s\S])*"|[()]|[^\s()"]+/g)) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    words += 1;
    if (depth < 0 || words > MOST_WORDS) break;
    if (depth === 0 && token.startsWith('"'))
      strings.push(literal(token.slice(1, -1).replace(/\\([\s\S])/g, '$1')));
  }
  return strings;
}

type Act = (strings: readonly [Value, ...Value[]], effects: Effects, name: string) => void;

/** What each kind of function does with its constant strings. */
const ACTS: readonly (readonly [RegExp, Act])[] = [
  [/^start-process-shell/, (strings, effects) => void effects.line(lastOf(strings), WRAPPER)],
  [/shell-command|^compile$/, ([command], effects) => void effects.line(command, WRAPPER)],
  [
    /^(?:call-process|process-|make-process)/,
    (strings, effects) => void effects.run(strings, WRAPPER),
  ],
  // NAME and BUFFER come before the program.
  [
    /^start-/,
    (strings, effects) => void effects.run(strings.slice(strings.length > 2 ? 2 : 1), WRAPPER),
  ],
  [
    /^(?:delete-|move-file-to-trash)/,
    ([file_path], effects, name) =>
      effects.action('file.delete', {
        file_path,
        recursive: name === 'delete-directory' ? true : undefined,
      }),
  ],
  [/^rename-file$/, ([file_path, to], effects) => effects.action('file.move', { file_path, to })],
  [/^copy-file$/, ([file_path, to], effects) => effects.action('file.copy', { file_path, to })],
  [
    /^make-symbolic-link$/,
    ([to, file_path], effects) => effects.action('file.link', { file_path, to }),
  ],
  [/^set-file-modes$/, ([file_path], effects) => effects.action('file.chmod', { file_path })],
  [
    /^(?:write-|append-)/,
    (strings, effects) => effects.action('file.write', { file_path: lastOf(strings) }),
  ],
  [/^(?:find-file|insert-file-contents)$/, ([file], effects) => void effects.reads(file)],
  [/^load/, ([file], effects) => loads(file, effects)],
  [/^(?:url-|browse-url)/, ([url], effects) => effects.action('web.fetch', { url })],
  [/network/, (strings, effects) => effects.action('net.connect', { host: lastOf(strings) })],
];

const WRAPPER = { wrapper: 'emacs' } as const;

function lastOf(strings: readonly [Value, ...Value[]]): Value {
  return strings.at(-1) ?? strings[0];
}

function performs(name: string, strings: readonly Value[], effects: Effects): void {
  const [first, ...others] = strings;
  const act = ACTS.find(([pattern]) => pattern.test(name))?.[1];
  if (first === undefined || act === undefined) effects.unknown('dynamic-code');
  else act([first, ...others], effects, name);
}
