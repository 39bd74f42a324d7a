import type { Adapter, HookFailure, ParseResult, Place } from '../adapter.ts';
import type { Disk } from '../resolve/disk.ts';

type ConfigChange = Extract<ParseResult, { readonly kind: 'config_change' }>;

/** Largest settings file that is read. */
const SETTINGS_LIMIT = 1024 * 1024;

/**
 * Whether the agent's settings may change as they are about to: not if our hook would no longer be
 * asked. A change that does not say of which file is judged by all of the agent's files.
 */
export function judgeConfigChange(
  change: ConfigChange,
  adapter: Pick<Adapter, 'protectedFiles' | 'staysEffective'>,
  place: Place,
  disk: Disk,
): HookFailure | undefined {
  const paths = change.file_path === undefined ? settingsFiles(adapter, place) : [change.file_path];
  const path = paths.find((each) => !adapter.staysEffective(each, textOf(each, disk), place));
  if (path === undefined) return undefined;
  const message =
    `${path} would switch off agsec's hook. The change does not take effect; ` +
    'undo it, or let a person run `agsec uninstall` at a terminal.';
  return { code: 'self-protection', message, hook: change.hook };
}

function settingsFiles(adapter: Pick<Adapter, 'protectedFiles'>, place: Place): readonly string[] {
  return adapter
    .protectedFiles(place)
    .filter(({ kind, protection }) => kind === 'file' && protection !== 'executable')
    .map(({ path }) => path);
}

/** A file that cannot be read as text counts as text no client accepts. */
function textOf(path: string, disk: Disk): string | undefined {
  const read = disk.readText(path, SETTINGS_LIMIT);
  if (read.kind === 'text') return read.text;
  return read.kind === 'missing' ? undefined : '';
}
