import { NOTHING, opaque } from '../flow/stream.ts';
import type { Value } from '../program.ts';
import { CLEAN } from '../values/taint.ts';
import { readScalar } from '../values/variables.ts';
import { ANYWHERE, changeFolder, type Folders, onlyFolder } from '../walk/folders.ts';
import type { Outcome } from '../walk/frame.ts';
import { type BuiltinCall, type BuiltinTable, splitOptions } from './builtin.ts';

/** Builtins that change or tell the folder. */
export const FOLDERS: BuiltinTable = {
  cd: runCd,
  chdir: runCd,
  pushd: runPushd,
  popd: runPopd,
  pwd: runPwd,
};

function runCd(call: BuiltinCall): Outcome {
  const { rest } = splitOptions(call.args);
  return moveTo(call, target(call, rest[0]));
}

/** The folders a word of `cd` leads to. */
function target(call: BuiltinCall, word: Value | undefined): Folders {
  const { state } = call.frame;
  if (word === undefined) {
    const home = readScalar('HOME', call.interpreter.expansion(call.frame)).value;
    return home.known ? changeFolder(state.folders, home.text) : ANYWHERE;
  }
  if (word.text === '-') return state.oldFolders;
  if (!word.known || word.pattern !== undefined) return ANYWHERE;
  return word.text === '' ? state.folders : changeFolder(state.folders, word.text);
}

/** The shell is in the new folder if the command succeeds, and where it was if not. */
function moveTo({ frame }: BuiltinCall, folders: Folders): Outcome {
  const { state } = frame;
  const before = state.folders;
  state.oldFolders = before;
  state.folders = folders;
  return { stdout: NOTHING, foldersOnFailure: before };
}

function runPushd(call: BuiltinCall): Outcome {
  const { state } = call.frame;
  const { rest, letters } = splitOptions(call.args.filter((word) => !/^[-+]\d+$/.test(word.text)));
  const rotates = rest.length !== call.args.length && letters.size === 0;
  if (letters.has('n')) return { stdout: NOTHING };
  const [top, ...below] = state.folderStack;
  const [word] = rest;
  if (word === undefined || rotates) {
    const swapped = rotates || top === undefined ? ANYWHERE : top;
    state.folderStack = rotates || top === undefined ? [] : [state.folders, ...below];
    return moveTo(call, swapped);
  }
  state.folderStack = [state.folders, ...state.folderStack];
  return moveTo(call, target(call, word));
}

function runPopd(call: BuiltinCall): Outcome {
  const { state } = call.frame;
  const [top, ...below] = state.folderStack;
  if (call.args.some((word) => word.text === '-n')) return { stdout: NOTHING };
  state.folderStack = below;
  const sure = call.args.length === 0 && top !== undefined;
  return moveTo(call, sure ? top : ANYWHERE);
}

function runPwd({ frame }: BuiltinCall): Outcome {
  const folder = onlyFolder(frame.state.folders);
  const known = folder !== undefined && !frame.elsewhere;
  return { stdout: known ? { text: `${folder}\n`, taint: CLEAN } : opaque(CLEAN) };
}
