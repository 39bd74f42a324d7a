import { type Fields, field, fieldsOf } from '@agsec/runtime/adapter';
import { parse, TomlError } from 'smol-toml';

export type ConfigFile =
  | { readonly ok: true; readonly config: Fields }
  | {
      readonly ok: false;
      readonly message: string;
      readonly line?: number;
      readonly column?: number;
    };

/** Reads a TOML file of the client. Total. */
export function readConfig(text: string): ConfigFile {
  try {
    return { ok: true, config: fieldsOf(parse(text)) ?? {} };
  } catch (error) {
    if (error instanceof TomlError) {
      const { line, column } = error;
      return { ok: false, message: 'is not TOML', line, column };
    }
    // What is nested without end, or not text at all.
    if (error instanceof Error) return { ok: false, message: 'cannot be read' };
    throw error;
  }
}

/** The table under a name, empty if there is none. */
export function tableIn(config: Fields, name: string): Fields {
  return fieldsOf(field(config, name)) ?? {};
}

/** Names of the feature that runs hooks; the second is the older one. */
const HOOK_FEATURES = ['hooks', 'codex_hooks'] as const;

/** The name by which settings switch all hooks off, if they do. */
export function hooksSwitchedOff(config: Fields): string | undefined {
  const features = tableIn(config, 'features');
  const name = HOOK_FEATURES.find((each) => field(features, each) === false);
  return name === undefined ? undefined : `features.${name}`;
}
