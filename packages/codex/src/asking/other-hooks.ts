import { field, fieldsOf } from '@agsec/runtime/adapter';
import {
  below,
  type CodexPlace,
  managedFolder,
  projectConfig,
  projectHooks,
  userConfig,
  userHooks,
} from '../client-files.ts';
import { isOurs } from '../our-hook.ts';
import { foreignEvents } from '../settings/hooks-table.ts';
import { readConfig, tableIn } from '../settings/read-config.ts';
import { readHooks } from '../settings/read-hooks.ts';

/** Text of a file, of one that cannot be read something that is neither JSON nor TOML; `undefined` if there is none. */
export type ReadText = (path: string) => string | undefined;

/** Where hooks of the client may be from, besides the words it is started with. */
export type HookSources = {
  readonly place: CodexPlace;
  /** Folders of a session: theirs and those above bring projects' hooks. */
  readonly folders: readonly string[];
  /** What `--profile` may lay over the settings. */
  readonly profiles: readonly string[];
  readonly readText: ReadText;
};

/** Events of which another hook's answer can take ours away: by another command, or by a yes. */
const DECISIVE: ReadonlySet<string> = new Set(['PreToolUse', 'PermissionRequest']);

/**
 * The first file that has, or may have, a hook of somebody else's that could answer for a person, or
 * put a command in the place of the one they were to be asked about. `undefined` if there is none.
 */
export function otherHooks({
  place,
  folders,
  profiles,
  readText,
}: HookSources): string | undefined {
  const system = managedFolder(place);
  const above = foldersAndAbove(folders);
  const lists = [userHooks(place), below(system, 'hooks.json'), ...above.map(projectHooks)];
  const settings = [
    userConfig(place),
    ...profiles,
    ...['config.toml', 'managed_config.toml', 'requirements.toml'].map((name) =>
      below(system, name),
    ),
    ...above.map(projectConfig),
  ];
  return (
    lists.find((path) => !isAlone(readText(path), listIsAlone)) ??
    settings.find((path) => !isAlone(readText(path), settingsAreAlone))
  );
}

function isAlone(text: string | undefined, is: (text: string) => boolean): boolean {
  return text === undefined || is(text);
}

function listIsAlone(text: string): boolean {
  const result = readHooks(text);
  return result.ok && !foreignEvents(result.hooks, isOurs).some((event) => DECISIVE.has(event));
}

/** A plugin may bring hooks, from a folder of the client's own. */
function settingsAreAlone(text: string): boolean {
  const result = readConfig(text);
  if (!result.ok) return false;
  const { config } = result;
  const hasPlugin = Object.values(tableIn(config, 'plugins')).some(
    (plugin) => field(fieldsOf(plugin) ?? {}, 'enabled') !== false,
  );
  const events = foreignEvents(tableIn(config, 'hooks'), isOurs);
  return !hasPlugin && !events.some((event) => DECISIVE.has(event));
}

function foldersAndAbove(folders: readonly string[]): readonly string[] {
  const all = new Set<string>();
  for (const folder of folders) {
    for (let at = folder; at.startsWith('/'); at = at.slice(0, at.lastIndexOf('/'))) all.add(at);
    all.add('/');
  }
  return [...all];
}
