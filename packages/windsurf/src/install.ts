import {
  cleanExecPrograms,
  insertEntries,
  type JsonEditOptions,
  type JsonEntry,
  jsonPosition,
  removeEntries,
} from '@agsec/runtime';
import type { EditOutcome, FileEdit, InstallPlan, Place, Scope } from '@agsec/runtime/hook';
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

const START = { line: 1, column: 1 } as const;

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
  const entries = entriesOf(setting);
  return {
    path,
    summary: `add the ${HOOK_EVENTS.join(', ')} hooks`,
    apply(text) {
      const added = insertEntries(text, entries, OPTIONS);
      if (!added.ok) return added;
      const refusal = text === undefined ? undefined : refuse(text, added.text);
      if (refusal !== undefined) return refusal;
      if (isDone(added.text, setting)) return added;
      const message = 'The hook of agsec would not run from here. Take out what is left of it.';
      return { ok: false, message };
    },
    remove: (text) => removeEntries(text, entries, OPTIONS),
  };
}

function entriesOf(setting: HookSetting): readonly JsonEntry[] {
  return HOOK_EVENTS.map((event) => ({
    path: ['hooks', event],
    isOurs,
    element: () => hookEntry(setting),
  }));
}

/** Why our hook cannot go into a file: nobody knows whether the client would load it. */
function refuse(text: string, added: string | undefined): EditOutcome | undefined {
  const drops = 'and Windsurf may drop the whole file. Mend it, then install again';
  const result = readHooks(added ?? '');
  if (!result.ok) {
    return { ok: false, message: `The file ${result.message}, ${drops}.`, ...START };
  }
  const [problem] = result.problems;
  if (problem === undefined) return undefined;
  const { path, message } = problem;
  const position = jsonPosition(text, path, 'json') ?? START;
  return { ok: false, message: `"${path.join('.')}" ${message}, ${drops}.`, ...position };
}

function isDone(text: string | undefined, setting: HookSetting): boolean {
  const result = readHooks(text ?? '');
  return result.ok && result.problems.length === 0 && registersOurHook(result.file, setting);
}
