import {
  cleanExecPrograms,
  hooksFileEdit,
  type JsonEditOptions,
  type JsonEntry,
  whyDropped,
} from '@agsec/runtime';
import { field, fieldsOf } from '@agsec/runtime/adapter';
import type { FileEdit, HelperProgram, InstallPlan, Scope } from '@agsec/runtime/hook';
import { askProgram } from './asking/ask-program.ts';
import { ruleFiles } from './asking/ask-rule.ts';
import { type CodexPlace, hookFiles } from './client-files.ts';
import {
  HOOK_EVENTS,
  HOOK_LIMIT,
  type HookSetting,
  hookEntry,
  isOurs,
  registersOurHook,
} from './our-hook.ts';
import { holdsManagedHook, withManagedHook, withoutManagedHook } from './settings/managed-block.ts';
import { readHooks } from './settings/read-hooks.ts';

/** What an installation changes. `architecture` is `process.arch` of the machine. Pure. */
export function plan(scope: Scope, place: CodexPlace, architecture: string): InstallPlan {
  const setting = { place, scope };
  const files = hookFiles(scope, place);
  const edit = scope === 'managed' ? requirementsEdit : hooksEdit;
  const start = { agent: 'codex', place, scope, architecture, endsAfter: HOOK_LIMIT };
  return {
    scope,
    edits: files.map((file) => edit(file, setting)),
    programs: [...cleanExecPrograms(start), ...askingFiles(scope, place)],
    notes: NOTES[scope],
  };
}

/** What has the client ask a person about a reviewed command. A project's installation has neither. */
function askingFiles(scope: Scope, place: CodexPlace): readonly HelperProgram[] {
  return scope === 'project' ? [] : [askProgram(place, scope), ...ruleFiles(scope, place)];
}

/** True if every file of the scope loads and holds our hook as it was installed. */
export function isInstalled(
  scope: Scope,
  place: CodexPlace,
  readFile: (path: string) => string | undefined,
): boolean {
  const files = hookFiles(scope, place);
  const setting = { place, scope };
  const isDone = scope === 'managed' ? holdsManagedHook : holdsHook;
  return files.length > 0 && files.every((path) => isDone(readFile(path) ?? '', setting));
}

const RESTART = 'Sessions of Codex that are open keep their hooks; restart them.';

const TRUST =
  'Codex skips a hook nobody has said to trust, without a word in `codex exec`. Start `codex` once and trust it where it asks, or install with --trust. It asks again when review.wait changes, which changes the hook.';

const NOTES: { readonly [scope in Scope]: readonly string[] } = {
  user: [
    TRUST,
    RESTART,
    'A repository you trust can switch hooks off; --scope managed closes that.',
  ],
  project: [
    TRUST,
    RESTART,
    'Codex reads it only in a project you trust. The command names programs of this machine: keep .codex/hooks.json out of version control.',
  ],
  managed: [RESTART],
};

function requirementsEdit(path: string, setting: HookSetting): FileEdit {
  return {
    path,
    summary: `add the ${HOOK_EVENTS.join(', ')} hooks, and keep hooks switched on`,
    apply: (text) => withManagedHook(text, setting),
    remove: withoutManagedHook,
  };
}

const OPTIONS: JsonEditOptions = { dialect: 'json' };

function hooksEdit(path: string, setting: HookSetting): FileEdit {
  return hooksFileEdit({
    path,
    events: HOOK_EVENTS,
    entries: () => entriesOf(setting),
    options: OPTIONS,
    refusal: (after, before) =>
      whyDropped(readHooks(after), before, OPTIONS, 'so Codex ignores the whole file'),
    holdsHooks: (text) => holdsHook(text, setting),
  });
}

function entriesOf(setting: HookSetting): readonly JsonEntry[] {
  const { type, command, timeout } = hookEntry(setting);
  const hooks = [{ type, command, timeout }];
  return HOOK_EVENTS.map((event) => ({
    path: ['hooks', event],
    isOurs: isOurGroup,
    element: () => ({ hooks }),
    inner: { key: 'hooks', isOurs },
  }));
}

function holdsHook(text: string, setting: HookSetting): boolean {
  const result = readHooks(text);
  return result.ok && result.problems.length === 0 && registersOurHook(result.hooks, setting);
}

function isOurGroup(value: unknown): boolean {
  const handlers = field(fieldsOf(value) ?? {}, 'hooks');
  return Array.isArray(handlers) && handlers.length > 0 && handlers.every(isOurs);
}
