import { fileTaint } from '../code/api/entries.ts';
import type { Findings } from '../code/interpret/findings.ts';
import { environmentTaint, WHOLE_ENVIRONMENT } from '../code/interpret/knowledge.ts';
import { type Thing, unknownThing, wordOf } from '../code/interpret/thing.ts';
import { filePath } from '../powershell/paths.ts';
import type { Value } from '../program.ts';
import { joinAllTaints } from '../values/taint.ts';
import { joinWords, literal } from '../values/value.ts';

export type InternalCall = {
  readonly findings: Findings;
  /** Words after the name, joined switches apart and in lower case. */
  readonly args: readonly Value[];
  readonly input: Thing | undefined;
  /** The text after the name, as expanded. */
  readonly text: string;
  set(variable: string, value: string): void;
  run(text: string): Thing | undefined;
};

type InternalCommand = (call: InternalCall) => Thing | undefined;

function has(call: InternalCall, name: string): boolean {
  return call.args.some(({ text }) => text === name);
}

function asksHelp(call: InternalCall): boolean {
  return has(call, '/?');
}

/** Words that are no switches, as paths. */
function paths(call: InternalCall): readonly Value[] {
  return call.args
    .filter(({ text }) => !/^\/[\w?-]+(?::|$)/.test(text))
    .map((word) => filePath(word, true));
}

const remove: InternalCommand = (call) => {
  if (asksHelp(call)) return undefined;
  const recursive = has(call, '/s');
  for (const path of paths(call))
    call.findings.action('file.delete', {
      file_path: path,
      ...(recursive ? { recursive } : {}),
    });
  return undefined;
};

const show: InternalCommand = (call) => {
  const files = paths(call);
  for (const path of files) call.findings.action('file.read', { file_path: path });
  if (files.length === 0 && call.input !== undefined) return call.input;
  return unknownThing(joinAllTaints(files.map(fileTaint)));
};

function pairs(action: string): InternalCommand {
  return (call) => {
    if (asksHelp(call)) return undefined;
    const given = paths(call).flatMap((path) => sources(path));
    const target = given.length > 1 ? given.at(-1) : literal('.');
    const from = given.length > 1 ? given.slice(0, -1) : given;
    for (const path of from) call.findings.action(action, { file_path: path, to: target });
    return undefined;
  };
}

/** `copy a+b c` reads both. */
function sources(path: Value): readonly Value[] {
  if (!path.known || !path.text.includes('+')) return [path];
  return path.text.split('+').map((text) => literal(text, path.taint));
}

const robocopy: InternalCommand = (call) => {
  const [from, to] = paths(call);
  if (from === undefined || to === undefined) return undefined;
  call.findings.action('file.copy', { file_path: from, to, recursive: true });
  if (has(call, '/mir') || has(call, '/purge'))
    call.findings.action('file.delete', { file_path: to, recursive: true });
  if (has(call, '/mov') || has(call, '/move'))
    call.findings.action('file.delete', { file_path: from, recursive: true });
  return undefined;
};

const setVariable: InternalCommand = (call) => {
  const text = call.text.trim().replace(/^"(.*)"$/, '$1');
  if (/^\/[ap]\b/i.test(text)) return undefined;
  const at = text.indexOf('=');
  if (at > 0) {
    call.set(
      text.slice(0, at),
      text
        .slice(at + 1)
        .replace(/^"(.*)"$/, '$1')
        .replace(/\^(.)/g, '$1'),
    );
    return undefined;
  }
  const taint = text === '' ? WHOLE_ENVIRONMENT : environmentTaint(text);
  return wordOf({ text: '*', known: false, pattern: '*', taint });
};

const echo: InternalCommand = (call) => {
  const text = joinWords(call.args);
  return wordOf({ ...text, text: text.text.replace(/^[.:]/, '') });
};

const changeFolder: InternalCommand = (call) => {
  const [folder] = paths(call);
  if (folder !== undefined) call.findings.changeFolder(folder);
  return undefined;
};

const make: InternalCommand = (call) => {
  for (const path of paths(call)) call.findings.action('file.write', { file_path: path });
  return undefined;
};

const list: InternalCommand = (call) => {
  const given = paths(call);
  for (const path of given.length === 0 ? [literal('.')] : given)
    call.findings.action('file.list', {
      file_path: path,
      ...(has(call, '/s') ? { recursive: true } : {}),
    });
  return unknownThing();
};

const search: InternalCommand = (call) => {
  const [pattern, ...files] = paths(call);
  for (const path of files) call.findings.action('file.grep', { file_path: path, pattern });
  return unknownThing(joinAllTaints(files.map(fileTaint)));
};

const link: InternalCommand = (call) => {
  const [at, to] = paths(call);
  if (at !== undefined && to !== undefined)
    call.findings.action('file.link', { file_path: at, to });
  return undefined;
};

/** `start "title" /wait program args`. */
const start: InternalCommand = (call) => {
  const title = /^\s*"[^"]*"(?=\s)/.exec(call.text)?.[0] ?? '';
  const rest = call.text
    .slice(title.length)
    .replace(/^(?:\s*\/(?:d\s+(?:"[^"]*"|\S+)|\w+(?::\S*)?))+/i, '');
  return call.run(rest);
};

const attributes: InternalCommand = (call) => {
  if (!call.args.some(({ text }) => /^[+-][rahsi]$/i.test(text))) return undefined;
  for (const path of paths(call).filter(({ text }) => !/^[+-]/.test(text)))
    call.findings.action('file.chmod', { file_path: path });
  return undefined;
};

const shutDown: InternalCommand = (call) => {
  if (!has(call, '/a') && call.args.length > 0)
    call.findings.action('system.power', { verb: 'shutdown' });
  return undefined;
};

const nothing: InternalCommand = () => undefined;

/** Commands of cmd.exe itself, and programs beside it whose words are read the same way. */
export const INTERNAL_COMMANDS: { readonly [name: string]: InternalCommand } = {
  del: remove,
  erase: remove,
  rd: remove,
  rmdir: remove,
  type: show,
  more: show,
  copy: pairs('file.copy'),
  xcopy: pairs('file.copy'),
  robocopy,
  move: pairs('file.move'),
  ren: pairs('file.move'),
  rename: pairs('file.move'),
  md: make,
  mkdir: make,
  mklink: link,
  dir: list,
  tree: list,
  find: search,
  findstr: search,
  echo,
  set: setVariable,
  cd: changeFolder,
  chdir: changeFolder,
  pushd: changeFolder,
  popd: (call) => {
    call.findings.changeFolder({ text: '*', known: false, taint: {} });
    return undefined;
  },
  start,
  attrib: attributes,
  shutdown: shutDown,
  ...Object.fromEntries(
    'setlocal endlocal title color cls exit goto pause ver vol prompt path assoc ftype break date time verify shift timeout where whoami'
      .split(' ')
      .map((name) => [name, nothing]),
  ),
};
