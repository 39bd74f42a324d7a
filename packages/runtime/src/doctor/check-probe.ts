import type { Adapter, DoctorFinding, InstalledHook, Place, Scope } from '../adapter.ts';
import { redact } from '../redact/redact.ts';
import { type HookRun, runHookProcess } from './run-hook-process.ts';

export type ProbeInput = {
  readonly adapter: Adapter;
  readonly scope: Scope;
  readonly place: Place;
  /** What the agent would be started with. */
  readonly environment: { readonly [name: string]: string };
  readonly readFile: (path: string) => string | undefined;
};

/**
 * Fires two calls through each installed hook, as the agent would start it: one that must be denied
 * and one that must not. Both end in the audit log, like every call.
 */
export async function checkProbe(input: ProbeInput): Promise<readonly DoctorFinding[]> {
  const { adapter, scope, place, readFile } = input;
  const check = 'probe';
  if (adapter.install.installedHooks === undefined) {
    const detail = `the adapter for ${adapter.title} cannot test its hook`;
    return [{ check, level: 'warn', detail, fix: 'Try it: ask the agent to delete a file' }];
  }
  const hooks = adapter.install.installedHooks(scope, place, readFile);
  const fix = `agsec install ${adapter.id}${scope === 'user' ? '' : ` --scope ${scope}`}`;
  if (hooks.length === 0) {
    return [{ check, level: 'open', detail: 'there is no hook to test', fix }];
  }
  const findings = [];
  const oneFile = new Set(hooks.map(({ file }) => file)).size === 1;
  for (const hook of hooks) {
    const name = oneFile ? hook.hook : `${hook.hook} in ${hook.file}`;
    findings.push(...(await probeHook(hook, name, input, fix)));
  }
  return findings;
}

async function probeHook(
  hook: InstalledHook,
  name: string,
  { adapter, place, environment }: ProbeInput,
  fix: string,
): Promise<readonly DoctorFinding[]> {
  const check = 'probe';
  const run = (kind: 'deny' | 'allow'): Promise<HookRun> =>
    runHookProcess(hook.command, {
      stdin: adapter.probe(kind, place).stdin,
      environment: { ...environment, ...hook.environment },
      cwd: hook.cwd,
      timeoutMs: hook.timeout * 1000,
    });
  const denied = await run('deny');
  if (denied.timedOut || !adapter.probe('deny', place).denied(denied)) {
    const detail = `${hook.hook} in ${hook.file} lets a call pass that must be denied: ${describe(denied)}`;
    return [{ check, level: 'open', detail, fix }];
  }
  const allowed = await run('allow');
  if (allowed.timedOut || adapter.probe('allow', place).denied(allowed)) {
    const detail = `${hook.hook} in ${hook.file} denies a harmless call: ${describe(allowed)}`;
    return [{ check, level: 'warn', detail, fix: 'Look for its reason: agsec audit --limit 1' }];
  }
  const time = `${Math.round(denied.durationMs)} ms and ${Math.round(allowed.durationMs)} ms`;
  const detail = `${name} denies what it must and lets a harmless call pass (${time})`;
  return [{ check, level: 'ok', detail }];
}

/** What a hook answered, in one line. */
function describe({ stdout, stderr, exitCode, timedOut }: HookRun): string {
  if (timedOut) return 'it did not answer in time';
  const output = redact(`${stdout} ${stderr}`).replace(/\s+/g, ' ').trim().slice(0, 400);
  return `exit status ${exitCode}${output === '' ? ', no output' : `, ${output}`}`;
}
