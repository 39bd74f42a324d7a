import {
  cleanExecPrograms,
  type EditRefusal,
  hooksFileEdit,
  type JsonEditOptions,
  type JsonEntry,
  whyDropped,
} from '@agsec/runtime';
import type { FileEdit, HookEnvironment, InstallPlan, Place, Scope } from '@agsec/runtime/hook';
import { hookFiles } from './client-files.ts';
import { readHookFile } from './hook-file.ts';
import {
  HOOK_EVENTS,
  HOOK_LIMIT,
  type HookSetting,
  hookEntry,
  isOurs,
  registersOurHook,
} from './our-hook.ts';

/**
 * What an installation changes. `environment` is that of the person who installs, `architecture`
 * `process.arch` of the machine. Pure.
 */
export function plan(
  scope: Scope,
  place: Place,
  environment: HookEnvironment,
  architecture: string,
): InstallPlan {
  const setting = { place, scope };
  const files = hookFiles(scope, place, environment);
  const start = { agent: 'copilot', place, scope, architecture, endsAfter: HOOK_LIMIT };
  return {
    scope,
    edits: files.map((file) => fileEdit(file, setting)),
    programs: cleanExecPrograms(start),
    notes: NOTES[scope],
  };
}

/** True if every hook file of the scope loads and holds our hook as it was installed. */
export function isInstalled(
  scope: Scope,
  place: Place,
  environment: HookEnvironment,
  readFile: (path: string) => string | undefined,
): boolean {
  const files = hookFiles(scope, place, environment);
  return files.length > 0 && files.every((path) => isDone(readFile(path), { place, scope }));
}

const RESTART = 'Sessions of Copilot that are open keep their hooks; restart them.';

const NOTES: { readonly [scope in Scope]: readonly string[] } = {
  user: [
    RESTART,
    'A repository you trust can still switch your hooks off with disableAllHooks; --scope managed closes that.',
    'The cloud agent does not read this file: it has only .github/hooks of the repository.',
  ],
  project: [
    RESTART,
    'Copilot runs hooks of a repository only in a folder you trust. --scope user does not depend on that.',
    'The command names programs of this machine; on any other, the cloud agent included, every call is denied. Keep .github/hooks/agsec.json out of version control, and install in the cloud agent’s setup steps.',
    'A repository can still switch hooks off with disableAllHooks; --scope managed closes that.',
  ],
  managed: [
    RESTART,
    'VS Code’s local harness and the cloud agent do not read /etc/github-copilot: for VS Code install with --scope user too.',
  ],
};

/** The client takes strict JSON only. */
const OPTIONS: JsonEditOptions = { dialect: 'json', newFile: { version: 1 } };

function fileEdit(path: string, setting: HookSetting): FileEdit {
  return hooksFileEdit({
    path,
    events: HOOK_EVENTS,
    entries: () => entriesFor(setting),
    options: OPTIONS,
    refusal: refuse,
    holdsHooks: (text) => isDone(text, setting),
  });
}

function entriesFor(setting: HookSetting): readonly JsonEntry[] {
  return HOOK_EVENTS.map((event) => ({
    path: ['hooks', event],
    isOurs,
    element: () => hookEntry(setting, event),
  }));
}

/** Why our hook would not run from a file: the client would ignore the whole of it. */
function refuse(after: string, before: string): EditRefusal | undefined {
  const result = readHookFile(after);
  const read = result.ok ? { ok: true as const, problems: [] } : result;
  return whyDropped(read, before, OPTIONS, 'so Copilot runs none of its hooks');
}

function isDone(text: string | undefined, setting: HookSetting): boolean {
  if (text === undefined) return false;
  const result = readHookFile(text);
  return result.ok && registersOurHook(result.file, setting);
}
