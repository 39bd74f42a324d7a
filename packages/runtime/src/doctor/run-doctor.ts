import type { Adapter, DoctorFinding, HelperProgram, Place, Scope } from '../adapter.ts';
import type { Machine } from '../decide/machine.ts';
import { installedPlace } from '../install/review-wait.ts';
import { homeLayout } from '../state/agsec-home.ts';
import { checkHome } from './check-home.ts';
import { checkHookFiles } from './check-hook-files.ts';
import { checkLog } from './check-log.ts';
import { checkNode } from './check-node.ts';
import { checkPolicies } from './check-policies.ts';
import { checkProbe } from './check-probe.ts';
import { checkPrograms } from './check-programs.ts';
import { checkReviews } from './check-reviews.ts';
import { checkWait } from './check-wait.ts';
import { clientVersion } from './client-version.ts';
import { listFolder, readTextFile } from './read-text.ts';
import { realPath } from './real-path.ts';

export type DoctorOptions = {
  readonly machine: Machine;
  readonly place: Place;
  readonly scope: Scope;
  /** Variables the agent would be started with: the person's own. */
  readonly environment: { readonly [name: string]: string };
  /** Folder of the hook's programs; default: where the scope has it. */
  readonly bin?: string;
};

/**
 * Examines one agent's installation at one scope, from agsec's own files to a live test through the
 * installed hook. Says what is fine, too. Whether to fail is up to the caller: `open` means a way
 * around the firewall that could be closed. Never throws for what it finds.
 */
export async function runDoctor(
  adapter: Adapter,
  options: DoctorOptions,
): Promise<readonly DoctorFinding[]> {
  const { machine, scope, environment } = options;
  const readFile = readTextFile;
  const place = installedPlace(adapter, scope, options.place, readFile);
  const cwd = place.projects[0] ?? place.home;
  const uid = scope === 'managed' ? 0 : (process.getuid?.() ?? 0);
  const version = await clientVersion(adapter.install.versionCommand, environment, cwd);
  const clientFacts = version === undefined ? {} : { clientVersion: version };
  const bin = options.bin ?? defaultBin(place, scope);
  const checks: readonly Check[] = [
    ['home', () => (scope === 'managed' ? [] : checkHome(place.agsecHome, uid))],
    ['policies', () => checkPolicies(machine, adapter.id)],
    ['reviews', () => (scope === 'managed' ? [] : checkReviews(place.agsecHome, machine.now()))],
    ['log', () => (scope === 'managed' ? [] : checkLog(auditOf(place), machine.now()))],
    ['node', () => checkNode(place, scope, uid)],
    ['hook-files', () => checkHookFiles(bin, adapter.id, uid)],
    ['start-program', () => checkPrograms(programsOf(adapter, scope, place), adapter.id, uid)],
    ['installed', () => [installedFinding(adapter, scope, place, readFile)]],
    ['review-wait', () => checkWait(adapter, { machine, place, scope })],
    ['probe', () => checkProbe({ adapter, scope, place, environment, readFile })],
    [
      'agent',
      () =>
        adapter.install.doctor({ place, scope, readFile, realPath, listFolder, ...clientFacts }),
    ],
    ['capabilities', () => remainingFindings(adapter, scope)],
  ];
  const findings: DoctorFinding[] = [];
  for (const [check, look] of checks) findings.push(...(await guarded(check, look)));
  return findings;
}

type Check = readonly [
  check: string,
  look: () => readonly DoctorFinding[] | Promise<readonly DoctorFinding[]>,
];

/** A check that fails says so; the others still run. */
async function guarded(check: string, look: Check[1]): Promise<readonly DoctorFinding[]> {
  try {
    return await look();
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return [{ check, level: 'open', detail: `this could not be examined: ${what}` }];
  }
}

function defaultBin({ agsecHome, root }: Place, scope: Scope): string {
  return scope === 'managed' ? `${root}/usr/local/lib/agsec/bin` : `${agsecHome}/bin`;
}

function auditOf({ agsecHome }: Place): string {
  return homeLayout(agsecHome).audit;
}

function programsOf({ install }: Adapter, scope: Scope, place: Place): readonly HelperProgram[] {
  return install.plan(scope, place).programs ?? [];
}

function installedFinding(
  { id, title, install }: Adapter,
  scope: Scope,
  place: Place,
  readFile: (path: string) => string | undefined,
): DoctorFinding {
  const check = 'installed';
  if (install.isInstalled(scope, place, readFile)) {
    return {
      check,
      level: 'ok',
      detail: `the hook is in the ${scope} settings of ${title}, unchanged`,
    };
  }
  const detail = `the hook is not in the ${scope} settings of ${title}, or was changed there`;
  const fix = `agsec install ${id}${scope === 'user' ? '' : ` --scope ${scope}`}`;
  return { check, level: 'open', detail, fix };
}

/** What the agent leaves open at this scope, from the adapter's table. */
function remainingFindings({ id, capabilities }: Adapter, scope: Scope): readonly DoctorFinding[] {
  const managed = `As root: agsec install ${id} --scope managed`;
  const rows = capabilities.hooks.flatMap(({ hook, failures }) =>
    failures.map((failure) => ({ hook, ...failure })),
  );
  const left = rows.filter(
    ({ withAgsec }) => withAgsec === 'open' || (withAgsec === 'managed' && scope !== 'managed'),
  );
  return [
    ...left.map(
      ({ hook, when, how, withAgsec }): DoctorFinding => ({
        check: 'capabilities',
        level: 'warn',
        detail: `${hook}, ${when}: the call passes (${how})`,
        ...(withAgsec === 'managed' ? { fix: managed } : {}),
      }),
    ),
    ...capabilities.neverReaches.map(
      ({ what, remedy }): DoctorFinding => ({
        check: 'capabilities',
        level: 'warn',
        detail: `no hook is asked about ${what}`,
        fix: remedy,
      }),
    ),
  ];
}
