import { binFolder } from '@agsec/runtime/adapter';
import { cleanExecPath, installedCommand, type Place, type Scope } from '@agsec/runtime/hook';
import { ENVIRONMENT } from './environment.ts';
import { DENY_BEGINS } from './respond.ts';

/**
 * Seconds the hook may take. The command line client waits 120, the extension 30, and both let the
 * call run afterwards (3.0.65; 4.1.13).
 */
export const HOOK_TIMEOUT = 15;

/** Seconds after which the file gives up on a hook that keeps to no deadline. */
export const HOOK_LIMIT = HOOK_TIMEOUT + 2;

/** Seconds by which it may be longer for a person's answer: the extension has time left to read it. */
export const MORE_WAIT = 30 - 2 - HOOK_LIMIT;

const HEAD = '#!/bin/sh\n# The hook of agsec.';

const UNAVAILABLE =
  'agsec: the hook is unavailable, so the call is not allowed. A person can run `agsec doctor`.';

/**
 * The whole text of our hook file. The client knows no exit status and lets a call run unless it reads
 * `cancel: true`, so the file prints an answer only if it is one of ours and whole, and its own deny
 * for everything else: no node, no bundle, a crash, a signal, a hang. The same bytes after every
 * upgrade.
 */
export function hookText(place: Place, scope: Scope): string {
  const { node, home, user = '', agsecHome, reviewWait: wait } = place;
  const line = installedCommand({
    node,
    loader: `${binFolder(place, scope)}/cline.cjs`,
    environment: ENVIRONMENT,
    timeout: HOOK_TIMEOUT,
    wait,
    watchdog: HOOK_LIMIT,
    cleanExec: { path: cleanExecPath(place, scope, 'cline'), endsAfter: HOOK_LIMIT },
    person: { home, user, agsecHome },
    ...(scope === 'user' ? {} : { scope }),
  });
  return `${HEAD} Written by \`agsec install cline\`, removed by \`agsec uninstall cline\`.
# Cline lets a call run unless its hook prints an object with "cancel": true.
judge() { ${line}; }
answer=$(judge)
case $?:$answer in
0:'{}' | *:'${DENY_BEGINS}'*'}') printf '%s\\n' "$answer" ;;
*) printf '%s\\n' '${DENY_BEGINS}"errorMessage":"${UNAVAILABLE}"}' ;;
esac
exit 0
`;
}

/** True if a hook file is one of ours, in whatever state. */
export function isOurHook(text: string): boolean {
  return text.startsWith(HEAD);
}
