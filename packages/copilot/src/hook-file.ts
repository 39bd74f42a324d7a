import { type Fields, field, fieldsOf } from '@agsec/runtime/adapter';

export type HookFile =
  | { readonly ok: true; readonly file: Fields }
  /** The client ignores the whole file, without a word. */
  | { readonly ok: false; readonly message: string };

/**
 * Reads a file of hooks as the client does (1.0.102): strict JSON without a byte order mark, of
 * repeated keys the last; `version` 1 or none; each event a list. `disableAllHooks` switches off the
 * hooks of the file it stands in. Total.
 */
export function readHookFile(text: string): HookFile {
  if (text.startsWith('\ufeff')) return refused('begins with a byte order mark');
  const parsed = parseJson(text);
  if (!parsed.ok) return refused(`is not JSON: ${parsed.message}`);
  const file = fieldsOf(parsed.value);
  if (file === undefined) return refused('is not a JSON object');
  const version = field(file, 'version');
  if (version !== undefined && version !== 1) return refused('has a version other than 1');
  if (field(file, 'disableAllHooks') === true) return refused('has "disableAllHooks": true');
  const hooks = field(file, 'hooks');
  if (hooks === undefined) return { ok: true, file };
  const events = fieldsOf(hooks);
  if (events === undefined) return refused('has hooks that are no object');
  const wrong = Object.keys(events).find((event) => !Array.isArray(field(events, event)));
  if (wrong !== undefined) return refused(`has hooks of ${wrong} that are no list`);
  return { ok: true, file };
}

/** The entries of an event; none if there are none. */
export function entriesOf(file: Fields, event: string): readonly unknown[] {
  const entries = field(fieldsOf(field(file, 'hooks')) ?? {}, event);
  return Array.isArray(entries) ? entries : [];
}

/** Events of a file, or of settings with hooks in them, in either spelling. */
export function eventsOf(file: Fields): readonly string[] {
  return Object.keys(fieldsOf(field(file, 'hooks')) ?? {});
}

/** A text as JSON. */
export function parseJson(
  text: string,
):
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, message: error.message };
    throw error;
  }
}

function refused(message: string): HookFile {
  return { ok: false, message };
}

/** The fields of a settings file, in which a byte order mark may stand; none if it cannot be read. */
export function settingsOf(text: string | undefined): Fields | undefined {
  const parsed = text === undefined ? undefined : parseJson(text.replace(/^\ufeff/, ''));
  return parsed?.ok ? fieldsOf(parsed.value) : undefined;
}
