import { cleanExecPrograms } from '@agsec/runtime';
import { cleanExecPath, type HelperProgram, installedCommand } from '@agsec/runtime/hook';
import {
  HOOK_LIMIT,
  type HookSetting,
  nodeCommand,
  PROGRAM_OF,
  personOf,
  programWords,
} from './our-hook.ts';

/**
 * The programs an installation brings: that of its own scope first, and that of the other scope of a
 * person's, so that the last installation to go takes both along.
 */
export function startPrograms(setting: HookSetting): readonly HelperProgram[] {
  switch (setting.scope) {
    case 'user':
      return [programOf(setting, 'user'), programOf(setting, 'project')];
    case 'project':
      return [programOf(setting, 'project'), programOf(setting, 'user')];
    case 'managed':
      return [];
  }
}

/**
 * The program that an entry starts. Cursor, the Copilot command line and VS Code run Claude Code's
 * hooks, too, but by `command` alone, through a shell: then it says by itself what stands in `args`,
 * but for the client's variables. Those programs name the folder in the call.
 */
function programOf(from: HookSetting, scope: 'user' | 'project'): HelperProgram {
  const { architecture } = from;
  const { reviewWait: _ofClaudeCode, ...place } = from.place;
  const setting = { place, scope, architecture };
  const ownWords = programWords(setting, []);
  const options = { agent: PROGRAM_OF[scope], place, scope, architecture, endsAfter: HOOK_LIMIT };
  const [program] = cleanExecPrograms({ ...options, ownWords });
  if (program !== undefined) return program;
  const path = cleanExecPath(place, scope, PROGRAM_OF[scope]);
  const summary = 'a script that starts the hook with an empty environment';
  return { path, bytes: script(setting), summary };
}

/**
 * The same for a system that has no static program, as a script. `env` and not a shell is what the
 * system starts for it: a shell would obey the variables of a repository before the first line. (On
 * macOS the system drops those of its linker for `env`.) `-S`: Linux hands on all words as one.
 *
 * Claude Code blocks when a hook does not end in time; others, which start it alone, do not.
 */
function script(setting: HookSetting): Uint8Array {
  const command = {
    ...nodeCommand(setting),
    person: personOf(setting),
    startsClean: true,
  } as const;
  const alone = installedCommand({ ...command, watchdog: HOOK_LIMIT });
  const lines = [
    '#!/usr/bin/env -S -i /bin/sh',
    'PATH=/usr/bin:/bin',
    `case $# in 0) ${alone};; esac`,
    installedCommand(command),
  ];
  return new TextEncoder().encode(`${lines.join('\n')}\n`);
}
