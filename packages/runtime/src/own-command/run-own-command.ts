import { parseArgs } from 'node:util';
import type { Adapter, DoctorFinding, Place } from '../adapter.ts';
import type { Machine } from '../decide/machine.ts';
import { tooOldClient } from '../doctor/oldest-client.ts';
import { runDoctor } from '../doctor/run-doctor.ts';
import { applyPlan } from '../install/apply-plan.ts';
import { binFolder } from '../install/bin-folder.ts';
import { installHookFiles } from '../install/hook-files.ts';
import { otherState } from '../install/other-state.ts';
import { wantedPlace } from '../install/review-wait.ts';

/** What the command of an adapter's own package may use of the process it runs in. Tests pass their own. */
export type OwnCommandContext = {
  readonly adapter: Adapter;
  readonly machine: Machine;
  readonly environment: { readonly [name: string]: string };
  /** Absolute: the project of `--scope project`. */
  readonly cwd: string;
  /** The built hook that is copied. */
  readonly bundle: string;
  /** Whether any policy is there to decide by. */
  readonly hasPolicies: boolean;
  out(text: string): void;
  err(text: string): void;
};

function usage({ id, title, install, capabilities }: Adapter): string {
  const trust =
    install.trust === undefined
      ? ''
      : `    --trust     also tell ${title} that you trust the hook\n`;
  const managed = capabilities.scopes.includes('managed')
    ? `For a whole machine, as root:         npx @agsec/cli install ${id} --scope managed\n`
    : '';
  return `Usage: agsec-${id} <command> [--scope user|project]

  install       put the hook into the settings of ${title}
    --dry-run   show what would change, and change nothing
${trust}  doctor        look for ways around the hook

${managed}To remove the hook, at a terminal:    npx @agsec/cli uninstall ${id}
`;
}

/**
 * Runs one command line of an adapter's own package (`npx @agsec/<agent> install`). Gives the exit status: 0 fine, 1 findings, 2 usage or refusal. Throws
 * `AgsecError` `not-built`, and errors of the file system.
 */
export async function runOwnCommand(
  args: readonly string[],
  context: OwnCommandContext,
): Promise<0 | 1 | 2> {
  const parsed = parse(args);
  if (typeof parsed === 'string') {
    context.err(`error: ${parsed}\n\n${usage(context.adapter)}`);
    return 2;
  }
  const { command, scope } = parsed;
  switch (command) {
    case 'install':
      return install(parsed, context);
    case 'doctor':
      return doctor(scope, context);
    case 'help':
      context.out(usage(context.adapter));
      return 0;
  }
}

/** Scopes that need nobody but the person: root's takes more than a hook. */
type OwnScope = (typeof SCOPES)[number];

type Parsed = {
  readonly command: 'install' | 'doctor' | 'help';
  readonly scope: OwnScope;
  readonly dryRun: boolean;
  readonly trust: boolean;
};

const SCOPES = ['user', 'project'] as const;
const COMMANDS = ['install', 'doctor'] as const;

/** What is asked for, or what is wrong with the words. */
function parse(args: readonly string[]): Parsed | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        scope: { type: 'string', default: 'user' },
        'dry-run': { type: 'boolean', default: false },
        trust: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false, short: 'h' },
      },
    });
    const [name, ...more] = positionals;
    const command = COMMANDS.find((each) => each === name);
    const scope = SCOPES.find((each) => each === values.scope);
    const { 'dry-run': dryRun, trust } = values;
    if (values.help) return { command: 'help', scope: 'user', dryRun, trust };
    if (scope === undefined) return `there is no scope "${values.scope}" here`;
    if (name === undefined) return 'which command?';
    if (command === undefined) return `there is no command "${name}" here`;
    if (more.length > 0) return `"${more.join(' ')}" is a word too many`;
    if (command === 'doctor' && (dryRun || trust)) return 'doctor changes nothing';
    return { command, scope, dryRun, trust };
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}

/** What `--dry-run` says of a change. */
const WOULD_BE = {
  created: 'create',
  changed: 'change',
  removed: 'remove',
  unchanged: 'unchanged',
} as const;

async function install(
  { scope, dryRun, trust }: Parsed,
  context: OwnCommandContext,
): Promise<0 | 1 | 2> {
  const { adapter, machine, bundle, environment } = context;
  const place = wantedPlace(adapter, { machine, scope, place: placeOf(scope, context) });
  if (!adapter.capabilities.scopes.includes(scope)) {
    context.err(`error: ${adapter.title} has no hooks of scope ${scope}.\n`);
    return 2;
  }
  if (trust && adapter.install.trust === undefined) {
    context.err(`error: ${adapter.title} runs hooks without being told to trust them.\n`);
    return 2;
  }
  const tooOld = await tooOldClient(adapter, environment, place.home);
  if (tooOld !== undefined) {
    context.err(`error: ${tooOld.message}\n       ${tooOld.hint}\n`);
    return 2;
  }
  const other = otherState(adapter, scope, place);
  if (other !== undefined) {
    context.err(`error: ${other} starts a hook that other policies than those in ${place.agsecHome} decide for.
       A person can change that at a terminal: npx @agsec/cli install ${adapter.id}\n`);
    return 2;
  }
  const plan = adapter.install.plan(scope, place);
  // Refusals come before the first file is written.
  const options = { agsecHome: place.agsecHome };
  const preview = applyPlan(plan, { ...options, dryRun: true });
  if (preview.ok && !dryRun) {
    const bin = binFolder(place, scope);
    installHookFiles({ adapter, bundle, place, bin });
  }
  const result = preview.ok && !dryRun ? applyPlan(plan, options) : preview;
  if (!result.ok) {
    for (const { path, message, line, column } of result.failures) {
      const where = line === undefined ? path : `${path}:${line}:${column ?? 1}`;
      context.err(`error: ${where}: ${message}\n`);
    }
    return 2;
  }
  for (const { path, kind, diff } of result.changes) {
    const done = dryRun ? WOULD_BE[kind] : kind;
    context.out(`${done.padEnd(9)} ${path}\n${dryRun ? diff : ''}`);
  }
  if (dryRun) {
    context.out('Nothing was changed.\n');
    return 0;
  }
  for (const note of plan.notes) context.out(`note: ${note}\n`);
  if (!context.hasPolicies) {
    context.out('note: there are no policies yet, so every call is denied: npx @agsec/cli init\n');
  }
  const trusted = trust ? await adapter.install.trust?.({ scope, place, environment }) : undefined;
  if (trusted !== undefined) context.out(`trust: ${trusted.message}\n`);
  return trusted?.ok === false ? 1 : 0;
}

async function doctor(scope: OwnScope, context: OwnCommandContext): Promise<0 | 1> {
  const { adapter, machine, environment } = context;
  const place = placeOf(scope, context);
  const findings = await runDoctor(adapter, { machine, place, scope, environment });
  for (const finding of findings) context.out(describe(finding));
  return findings.some(({ level }) => level === 'open') ? 1 : 0;
}

function describe({ level, detail, fix }: DoctorFinding): string {
  return `${level.padEnd(4)} ${detail}\n${fix === undefined ? '' : `     ${fix}\n`}`;
}

function placeOf(scope: OwnScope, { machine, cwd }: OwnCommandContext): Place {
  const { agsecHome, node, os, root, home = '/', user } = machine;
  return {
    home,
    agsecHome,
    node,
    os,
    root,
    scope,
    projects: [cwd],
    ...(user === undefined ? {} : { user }),
  };
}
