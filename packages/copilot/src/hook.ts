import { bundledChunks, type HookProcess, type LoadBundle, runHook } from '@agsec/runtime/hook';
import { copilotHook } from './hook-adapter.ts';

/** Answers one call of the client; what the installed loader starts. */
export function main(load: LoadBundle, host?: HookProcess): Promise<void> {
  return runHook(copilotHook, bundledChunks(load), host);
}
