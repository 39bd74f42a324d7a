import { bundledChunks, type HookProcess, type LoadBundle, runHook } from '@agsec/runtime/hook';
import { HOME_VARIABLE } from './environment.ts';
import { codexHookFor } from './hook-adapter.ts';

/** Answers one call of the client; what the installed loader starts. */
export function main(load: LoadBundle, host?: HookProcess): Promise<void> {
  const adapter = codexHookFor(() => process.env[HOME_VARIABLE]);
  return runHook(adapter, bundledChunks(load), host);
}
