import type { Adapter, Place, Scope } from '../adapter.ts';
import { readTextFile } from '../doctor/read-text.ts';
import { binFolder } from './bin-folder.ts';

/**
 * The file in which an agent is told to start a hook of another state folder than `place` has, if
 * there is one. To install over it is to let other policies decide, which is for a person to say:
 * `AGSEC_HOME=/tmp/x agsec install claude-code` would else undo the policies that hold.
 */
export function otherState(
  { id, install }: Pick<Adapter, 'id' | 'install'>,
  scope: Scope,
  place: Place,
): string | undefined {
  const loader = `/${id}.cjs`;
  const own = unquoted(`${binFolder(place, scope)}${loader}`);
  return install.plan(scope, place).edits.find(({ path }) => {
    const text = unquoted(readTextFile(path) ?? '');
    return text.split(`/bin${loader}`).length > text.split(own).length;
  })?.path;
}

/** A path stands in settings as a shell and JSON or TOML quote it. */
function unquoted(text: string): string {
  return text.replace(/['\\]/g, '');
}
