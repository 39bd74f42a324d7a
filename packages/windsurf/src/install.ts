import {
  cleanExecPrograms,
  hooksFileEdit,
  type JsonEditOptions,
  type JsonEntry,
  whyDropped,
} from '@agsec/runtime';
import type { FileEdit, InstallPlan, Place, Scope } from '@agsec/runtime/hook';
import { below, hookFiles } from './client-files.ts';
import { readHooks } from './hooks-file/read-hooks.ts';
import {
  HOOK_EVENTS,
  HOOK_LIMIT,
  type HookSetting,
  hookEntry,
  isOurs,
  registersOurHook,
} from './our-hook.ts';

const OPTIONS: JsonEditOptions = { dialect: 'json' };

/** What an installation changes. `architecture` is `process.arch` of the machine. Pure. */
export function plan(scope: Scope, place: Place, architecture: string): InstallPlan {
  const setting = { place, scope };
  const edits = hookFiles(scope, place).map((file) => hooksEdit(file, setting));
  const start = { agent: 'windsurf', place, scope, architecture, endsAfter: HOOK_LIMIT };
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

/** The client's own folders: its program is often not on the PATH. */
export function signs({ home }: Place): readonly string[] {
  return [below(home, '.codeium/windsurf'), below(home, '.windsurf')];
}

const RESTART = 'Restart Windsurf, or the JetBrains editor with its plugin.';

const NOTES: { readonly [scope in Scope]: readonly string[] } = {
  user: [
    RESTART,
    'Windsurf runs no hooks in Restricted Mode, and none for Devin Local, its other agent.',
  ],
  project: [
    RESTART,
    'The command names programs of this machine: keep .windsurf/hooks.json out of version control.',
    'Windsurf runs no hooks in Restricted Mode, and none for Devin Local, its other agent.',
  ],
  managed: [
    RESTART,
    'Windsurf runs no hooks in Restricted Mode, and none for Devin Local, its other agent.',
  ],
};

function hooksEdit(path: string, setting: HookSetting): FileEdit {
  return hooksFileEdit({
    path,
    events: HOOK_EVENTS,
    entries: () => entriesOf(setting),
    options: OPTIONS,
    // Nobody knows whether the client would load a file like that.
    refusal: (after, before) =>
      whyDropped(readHooks(after), before, OPTIONS, 'and Windsurf may drop the whole file'),
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
