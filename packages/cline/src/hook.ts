import { bundledChunks, type HookProcess, type LoadBundle, runHook } from '@agsec/runtime/hook';
import { handingOver } from './handover/hand-over.ts';
import { clineHook } from './hook-adapter.ts';

/** Answers one call of the client; what the installed loader starts. */
export function main(load: LoadBundle, host: HookProcess = process): Promise<void> {
  const state = host.env['AGSEC_HOME'];
  const adapter = state === undefined ? clineHook : handingOver(clineHook, state, isAlive);
  return runHook(adapter, bundledChunks(load), host);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}
