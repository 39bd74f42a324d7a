import { join } from 'node:path';
import type { Adapter, InstalledHook, Scope } from '../adapter.ts';
import { readTextFile } from '../doctor/read-text.ts';
import { type HookRun, runHookProcess } from '../doctor/run-hook-process.ts';
import { applyPlan } from '../install/apply-plan.ts';
import { type HookFiles, installHookFiles } from '../install/hook-files.ts';
import type { TemporaryHome } from './temporary-home.ts';

export type InstallAgentOptions = {
  /** The adapter's built `hook.cjs`. */
  readonly bundle: string;
  readonly home: TemporaryHome;
  readonly scope?: Scope;
  /** Folder of the built chunks; default: those this package was built with. */
  readonly chunks?: string;
};

/** An agent with agsec in its settings, as `agsec install` leaves it. */
export type InstalledAgent = {
  readonly files: HookFiles;
  /** The hook as it stands in the agent's settings. */
  readonly hook: InstalledHook;
  /** Sends a call through the installed hook, as the agent would; text and bytes go as they are. */
  run(payload: unknown): Promise<HookRun>;
  /** The same, but the agent never ends its input. */
  runWithOpenInput(payload: unknown): Promise<HookRun>;
};

/** Installs an adapter into a temporary home by its own plan. Throws if any of it fails. */
export function installAgent(adapter: Adapter, options: InstallAgentOptions): InstalledAgent {
  const { bundle, home, scope = 'user', chunks } = options;
  const place = home.place(scope);
  const bin =
    scope === 'managed' ? join(home.root, 'usr/local/lib/agsec/bin') : join(home.agsecHome, 'bin');
  const files = installHookFiles({
    adapter,
    bundle,
    place,
    bin,
    shared: scope === 'managed',
    ...(chunks === undefined ? {} : { chunks }),
  });
  const result = applyPlan(adapter.install.plan(scope, place), { agsecHome: home.agsecHome });
  if (!result.ok) {
    const lines = result.failures.map(({ path, message }) => `${path}: ${message}`);
    throw new Error(`${adapter.title} could not be installed: ${lines.join('; ')}`);
  }
  const hook = adapter.install.installedHooks?.(scope, place, readTextFile)[0];
  if (hook === undefined)
    throw new Error(`the adapter of ${adapter.title} names no installed hook`);
  const send = (payload: unknown, keepInputOpen: boolean): Promise<HookRun> =>
    runInstalledHook(hook, payload, home.environment, { keepInputOpen });
  return {
    files,
    hook,
    run: (payload) => send(payload, false),
    runWithOpenInput: (payload) => send(payload, true),
  };
}

/**
 * Runs an installed hook as its agent would, with the agent's variables. A payload that is neither
 * text nor bytes is sent as JSON.
 */
export function runInstalledHook(
  hook: Omit<InstalledHook, 'hook' | 'file'>,
  payload: unknown,
  environment: { readonly [name: string]: string },
  options: { readonly keepInputOpen?: boolean } = {},
): Promise<HookRun> {
  const raw = typeof payload === 'string' || payload instanceof Uint8Array;
  return runHookProcess(hook.command, {
    stdin: raw ? payload : JSON.stringify(payload),
    environment: { ...environment, ...hook.environment },
    cwd: hook.cwd,
    timeoutMs: hook.timeout * 1000,
    ...options,
  });
}
