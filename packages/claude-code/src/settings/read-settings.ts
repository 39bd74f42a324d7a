import { type Fields, field, fieldsOf } from '@agsec/runtime/adapter';
import { hookProblems } from './hook-shape.ts';
import { settingKind } from './setting-kinds.ts';

/** Steps from the root of a settings file to a value. */
export type SettingPath = readonly (string | number)[];

/** Something for which the client drops the whole file. */
export type SettingsProblem = { readonly path: SettingPath; readonly message: string };

export type SettingsResult =
  | {
      readonly ok: true;
      readonly settings: Fields;
      /** Empty if the client loads the file. */
      readonly problems: readonly SettingsProblem[];
    }
  /** Not JSON, or not an object. */
  | { readonly ok: false; readonly message: string };

/**
 * Reads a settings file as the client does (2.1.328): strict JSON without comments or trailing
 * commas, a byte order mark allowed, of repeated keys the last. A blank file says nothing. Total.
 */
export function readSettings(text: string): SettingsResult {
  if (text.trim() === '') return { ok: true, settings: {}, problems: [] };
  const parsed = parseJson(text.replace(/^\ufeff/, ''));
  if (!parsed.ok) return { ok: false, message: `is not JSON: ${parsed.message}` };
  const settings = fieldsOf(parsed.value);
  if (settings === undefined) return { ok: false, message: 'is not a JSON object' };
  return { ok: true, settings, problems: problemsOf(settings) };
}

function parseJson(
  text: string,
):
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : 'cannot be parsed' };
  }
}

function problemsOf(settings: Fields): readonly SettingsProblem[] {
  return [...kindProblems(settings), ...permissionProblems(settings), ...hookProblems(settings)];
}

function kindProblems(settings: Fields): readonly SettingsProblem[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    const kind = settingKind(name);
    if (kind === undefined || kindOf(value) === kind) return [];
    return [{ path: [name], message: `must be ${WORDS[kind]}` }];
  });
}

const WORDS = {
  boolean: 'true or false',
  number: 'a number',
  string: 'a string',
  list: 'a list',
  object: 'an object',
} as const;

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value;
}

const MODES = [
  'acceptEdits',
  'auto',
  'bypassPermissions',
  'default',
  'dontAsk',
  'manual',
  'plan',
] as const;

function permissionProblems(settings: Fields): readonly SettingsProblem[] {
  const permissions = fieldsOf(field(settings, 'permissions'));
  if (permissions === undefined) return [];
  const problems = ['allow', 'deny', 'ask', 'additionalDirectories'].flatMap((name) => {
    const value = field(permissions, name);
    const fits = value === undefined || Array.isArray(value);
    return fits ? [] : [{ path: ['permissions', name], message: 'must be a list' }];
  });
  const mode = field(permissions, 'defaultMode');
  if (mode === undefined || MODES.some((known) => known === mode)) return problems;
  const message = `must be one of ${MODES.join(', ')}`;
  return [...problems, { path: ['permissions', 'defaultMode'], message }];
}
