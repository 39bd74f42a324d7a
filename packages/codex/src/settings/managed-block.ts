import { field } from '@agsec/runtime/adapter';
import type { EditOutcome } from '@agsec/runtime/hook';
import { HOOK_EVENTS, type HookSetting, hookEntry, registersOurHook } from '../our-hook.ts';
import { hooksSwitchedOff, readConfig, tableIn } from './read-config.ts';

/**
 * How our part of a `requirements.toml` begins: of a file made for it, behind a last line that had
 * no end, or neither. What stands there decides what is left when it is taken out.
 */
const BEGIN = {
  made: '# >>> agsec (whole file)\n',
  joined: '\n# >>> agsec (behind a line without end)\n',
  added: '# >>> agsec\n',
} as const;

const END = '# <<< agsec\n';

/**
 * The text of a `requirements.toml` with our part at its end, all other bytes as they are. Refused
 * where the client would not read it as meant.
 */
export function withManagedHook(text: string | undefined, setting: HookSetting): EditOutcome {
  const without = withoutManagedHook(text);
  if (!without.ok) return without;
  const base = without.text ?? '';
  const read = readConfig(base);
  if (!read.ok)
    return { ...read, message: `The file ${read.message}. Mend it, then install again.` };
  const off = hooksSwitchedOff(read.config);
  if (off !== undefined) {
    return {
      ok: false,
      message: `"${off}" is false, so no hook would run. Remove it, then install again.`,
    };
  }
  const features = field(read.config, 'features');
  const isPinned = field(tableIn(read.config, 'features'), 'hooks') === true;
  if (features !== undefined && !isPinned) {
    const message = 'Put `hooks = true` into its table [features], then install again.';
    return { ok: false, message };
  }
  const added = `${beginning(without.text)}${blockBody(setting, isPinned)}${END}`;
  if (holdsManagedHook(base + added, setting)) return { ok: true, text: base + added };
  const message =
    'Its hooks are written in a form that cannot be added to. Write them as [[hooks.PreToolUse]], then install again.';
  return { ok: false, message };
}

function beginning(base: string | undefined): string {
  if (base === undefined) return BEGIN.made;
  return base === '' || base.endsWith('\n') ? BEGIN.added : BEGIN.joined;
}

/** The text without our part; `text: undefined` where the file was made for it. */
export function withoutManagedHook(text: string | undefined): EditOutcome {
  if (text === undefined) return { ok: true, text };
  const begin = Object.values(BEGIN).find((each) => text.includes(each));
  if (begin === undefined) return { ok: true, text };
  const start = text.indexOf(begin);
  const end = text.indexOf(END, start);
  if (end < 0) {
    const line = text.slice(0, start).split('\n').length;
    return { ok: false, message: `Its part "${begin.trim()}" has no end.`, line, column: 1 };
  }
  const rest = text.slice(0, start) + text.slice(end + END.length);
  return { ok: true, text: begin === BEGIN.made && rest === '' ? undefined : rest };
}

/** True if the client, reading this `requirements.toml`, runs our hook whatever other files say. */
export function holdsManagedHook(text: string, setting: HookSetting): boolean {
  const read = readConfig(text);
  return (
    read.ok &&
    hooksSwitchedOff(read.config) === undefined &&
    field(tableIn(read.config, 'features'), 'hooks') === true &&
    registersOurHook(tableIn(read.config, 'hooks'), setting)
  );
}

function blockBody(setting: HookSetting, isPinned: boolean): string {
  const { type, command, timeout } = hookEntry(setting);
  const pin = isPinned ? '' : '[features]\nhooks = true\n\n';
  const hooks = HOOK_EVENTS.map(
    (event) =>
      `[[hooks.${event}]]\n[[hooks.${event}.hooks]]\n` +
      `type = ${text(type)}\ncommand = ${text(command)}\ntimeout = ${timeout}\n`,
  );
  return pin + hooks.join('\n');
}

/** A TOML string; JSON's escapes are among TOML's. */
function text(value: string): string {
  return JSON.stringify(value);
}
