import type { Place } from '@agsec/runtime/hook';
import { hookFiles } from './client-files.ts';
import { eventsOf, handlersOf, readHooks } from './hooks-file/read-hooks.ts';
import { isOurs, registersOurHook } from './our-hook.ts';

/**
 * Whether our hook would still be asked about everything if the hooks file at `path` had `text`
 * (`undefined`: no such file). Pure.
 *
 * The file that holds the hook must load and hold it unchanged. A project's file cannot switch it off
 * (the strictest answer of all files counts), but may bring commands that no hook is asked about, and
 * hooks that change a call after ours has judged it.
 */
export function staysEffective(path: string, text: string | undefined, place: Place): boolean {
  const { scope = 'user' } = place;
  const holdsHook = hookFiles(scope, place).includes(path);
  if (text === undefined) return !holdsHook;
  const result = readHooks(text);
  if (!result.ok) return false;
  const { file, problems } = result;
  const setting = { place, scope };
  if (holdsHook && (problems.length > 0 || !registersOurHook(file, setting))) return false;
  const isOfProject = hookFiles('project', place).includes(path);
  const foreign = eventsOf(file).some((event) =>
    handlersOf(file, event).some((handler) => !isOurs(handler)),
  );
  return !(isOfProject && foreign);
}
