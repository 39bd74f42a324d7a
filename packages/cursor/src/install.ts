import {
  cleanExecPrograms,
  hooksFileEdit,
  type JsonEditOptions,
  type JsonEntry,
  whyDropped,
} from '@agsec/runtime';
import type { FileEdit, InstallPlan, Place, Scope } from '@agsec/runtime/hook';
import { hookFiles, userFolder } from './client-files.ts';
import { readHooks } from './hooks-file/read-hooks.ts';
import {
  HOOK_EVENTS,
  HOOK_LIMIT,
  type HookSetting,
  hookEntry,
  isOurs,
  registersOurHook,
} from './our-hook.ts';

/** Lines after `//` are comments for the client; a comma too much is not taken. */
const OPTIONS: JsonEditOptions = { dialect: 'jsonc', newFile: { version: 1 } };

/** What an installation changes. `architecture` is `process.arch` of the machine. Pure. */
export function plan(scope: Scope, place: Place, architecture: string): InstallPlan {
  const setting = { place, scope };
  const edits = hookFiles(scope, place).map((file) => hooksEdit(file, setting));
  const start = { agent: 'cursor', place, scope, architecture, endsAfter: HOOK_LIMIT };
  return { scope, edits, programs: cleanExecPrograms(start), notes: NOTES[scope] };
}

/** True if every hooks file of the scope loads and holds our hook as it was installed. */
export function isInstalled(
  scope: Scope,
  place: Place,
  readFile: (path: string) => string | undefined,
): boolean {
  const files = hookFiles(scope, place);
  return files.length > 0 && files.every((path) => isDone(readFile(path), { place, scope }));
}

/** The client's own folder: its program is often not on the PATH. */
export function signs(place: Place): readonly string[] {
  return [userFolder(place)];
}

const RELOAD =
  'Cursor reads hooks.json again when it changes. If a call still passes, restart Cursor.';

const NOTES: { readonly [scope in Scope]: readonly string[] } = {
  user: [RELOAD, 'Cloud agents do not have this file: nothing of agsec runs there.'],
  project: [
    RELOAD,
    'The command names programs of this machine: keep .cursor/hooks.json out of version control. Where they are missing, every call is denied.',
    'Cursor reads the hooks of a project only in a folder you trust.',
  ],
  managed: [RELOAD],
};

function hooksEdit(path: string, setting: HookSetting): FileEdit {
  const { place, scope } = setting;
  const project = place.projects.find((folder) => path.startsWith(`${folder}/`));
  return hooksFileEdit({
    path,
    events: HOOK_EVENTS,
    entries: () => entriesOf(setting),
    options: OPTIONS,
    ...(scope === 'project' && project !== undefined ? { noLinksBelow: project } : {}),
    refusal: (_, before) =>
      whyDropped(readHooks(before), before, OPTIONS, 'so Cursor drops the whole file, silently'),
    holdsHooks: (text) => isDone(text, setting),
  });
}

function entriesOf(setting: HookSetting): readonly JsonEntry[] {
  return HOOK_EVENTS.map((event) => ({
    path: ['hooks', event],
    isOurs,
    element: () => hookEntry(setting),
  }));
}

function isDone(text: string | undefined, setting: HookSetting): boolean {
  const result = readHooks(text ?? '');
  return result.ok && result.problems.length === 0 && registersOurHook(result.file, setting);
}
