import { deletes, reportRequest } from '../code/api/entries.ts';
import type { ApiEntry } from '../code/interpret/knowledge.ts';
import { instance, list, type Thing, unknownThing } from '../code/interpret/thing.ts';
import { literal } from '../values/value.ts';
import type { CmdletCall } from './cmdlet.ts';
import { filePath } from './paths.ts';

/** `New-Object TYPE args` is `[TYPE]::new(args)`; `-ComObject NAME` an object of Windows. */
export function newObject(
  calls: { readonly [name: string]: ApiEntry },
  call: CmdletCall,
): Thing | undefined {
  const com = call.text('comobject')?.toLowerCase();
  if (com !== undefined) return instance(`com ${com}`, unknownThing());
  const name = call
    .text('typename')
    ?.toLowerCase()
    .replace(/^system\./, '');
  if (name === undefined) {
    call.findings.unknown('dynamic-code');
    return undefined;
  }
  const given = call.value('argumentlist');
  const args = given === undefined ? [] : given.kind === 'list' ? given.items : [given];
  const type: Thing = { kind: 'api', path: `[${name}]` };
  const key = `[${name}].new`;
  const entry = Object.hasOwn(calls, key) ? calls[key] : undefined;
  const made = entry?.(call.api.withArgs(args));
  return made ?? instance(type.path, args[0] ?? unknownThing());
}

/** A text that Windows starts as a command line. */
const startsLine: ApiEntry = (call) => {
  call.findings.argv([literal('cmd'), literal('/c'), call.word(0)]);
  return unknownThing();
};

const shellExecute: ApiEntry = (call) => {
  const [, args] = call.args;
  const words = args === undefined ? [] : [call.word(1)];
  call.findings.argv([filePath(call.word(0), false), ...words]);
  return undefined;
};

/** Methods of the COM objects that start programs, fetch and delete. */
export const COM_CALLS: { readonly [name: string]: ApiEntry } = {
  'com wscript.shell#run': startsLine,
  'com wscript.shell#exec': startsLine,
  'com shell.application#shellexecute': shellExecute,
  'com scripting.filesystemobject#deletefile': deletes(0),
  'com scripting.filesystemobject#deletefolder': deletes(0, { recursive: true }),
  ...Object.fromEntries(
    ['msxml2.xmlhttp', 'msxml2.serverxmlhttp', 'winhttp.winhttprequest.5.1'].map(
      (name) =>
        [
          `com ${name}#open`,
          (call) => reportRequest(call, { url: call.word(1), method: call.word(0).text }),
        ] satisfies [string, ApiEntry],
    ),
  ),
  '[management.automation.powershell].create': () =>
    instance('[management.automation.powershell]', list([])),
};
