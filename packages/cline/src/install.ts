import { posix } from 'node:path';
import { cleanExecPrograms } from '@agsec/runtime';
import type { EditOutcome, FileEdit, InstallPlan, Place, Scope } from '@agsec/runtime/hook';
import { type InstalledFiles, installedFiles, join } from './client-files.ts';
import { isOurPlugin, pluginText } from './handover/plugin-text.ts';
import { HOOK_LIMIT, hookText, isOurHook } from './hook-file.ts';

/**
 * What an installation changes: two whole files of ours at each place, and the program that starts
 * the hook. `architecture` is `process.arch` of the machine. Pure.
 */
export function plan(scope: Scope, place: Place, architecture: string): InstallPlan {
  const edits = installedFiles(scope, place).flatMap((files) => [
    hookEdit(files, hookText(place, scope)),
    pluginEdit(files, pluginText(place.agsecHome)),
  ]);
  const start = { agent: 'cline', place, scope, architecture, endsAfter: HOOK_LIMIT };
  const programs = edits.length === 0 ? [] : cleanExecPrograms(start);
  return { scope, edits, programs, notes: NOTES[scope] };
}

/** True if hook and plugin stand at every place of the scope as they were written. */
export function isInstalled(
  scope: Scope,
  place: Place,
  readFile: (path: string) => string | undefined,
): boolean {
  const files = installedFiles(scope, place);
  return (
    files.length > 0 &&
    files.every(
      ({ hook, plugin }) =>
        readFile(hook) === hookText(place, scope) &&
        readFile(plugin) === pluginText(place.agsecHome),
    )
  );
}

/** Folders that are there where Cline has been used, as a program or as an extension. */
export function signs({ home }: Place): readonly string[] {
  return [join(home, '.cline'), join(home, 'Documents/Cline')];
}

const RESTART =
  'Sessions of Cline that are open know their hooks and plugins from when they began; restart them.';

const NOTES: { readonly [scope in Scope]: readonly string[] } = {
  user: [
    RESTART,
    'The hook serves the command line client and the VS Code extension; the plugin, by which the model reads why a call was denied, the command line client. The extension ends the task instead.',
    'With CLINE_DIR or --config Cline does not load the plugin; a denied call then ends the run.',
  ],
  project: [
    RESTART,
    'The files name programs of this machine: keep .clinerules/hooks/PreToolUse and .cline/plugins/agsec.js out of version control.',
  ],
  managed: [],
};

/** The extension runs a hook only if it may be executed; the command line client passes over one that is a link. */
function hookEdit({ hook }: InstalledFiles, text: string): FileEdit {
  return {
    path: hook,
    summary: 'the hook that is asked about every call',
    noLinksBelow: posix.dirname(hook),
    mode: 0o755,
    apply: (current) => written(current, text, isOurHook, FOREIGN_HOOK),
    remove: (current) => removed(current, isOurHook),
  };
}

function pluginEdit({ plugin }: InstalledFiles, text: string): FileEdit {
  return {
    path: plugin,
    summary: 'the plugin that tells the model why a call was denied',
    noLinksBelow: posix.dirname(plugin),
    apply: (current) => written(current, text, isOurPlugin, FOREIGN_PLUGIN),
    remove: (current) => removed(current, isOurPlugin),
  };
}

const FOREIGN_HOOK =
  'There is a hook here that is not of agsec. Cline runs every hook of a folder, so rename it to PreToolUse.sh (or with the extension of its language), then install again. The VS Code extension runs only the file without an extension.';

const FOREIGN_PLUGIN =
  'There is a plugin here that is not of agsec. Rename it, then install again.';

function written(
  current: string | undefined,
  text: string,
  isOurs: (text: string) => boolean,
  refusal: string,
): EditOutcome {
  if (current === undefined || isOurs(current)) return { ok: true, text };
  return { ok: false, message: refusal, line: 1, column: 1 };
}

function removed(current: string | undefined, isOurs: (text: string) => boolean): EditOutcome {
  const isGone = current === undefined || isOurs(current);
  return { ok: true, text: isGone ? undefined : current };
}
