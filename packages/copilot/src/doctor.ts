import { field } from '@agsec/runtime/adapter';
import type { DoctorFinding, DoctorInput, HookEnvironment } from '@agsec/runtime/hook';
import { claudeFindings } from './claude-hooks.ts';
import {
  copilotHomes,
  editorSettings,
  hookFiles,
  join,
  policyFolder,
  projectHooks,
  projectSettings,
} from './client-files.ts';
import { readHookFile, settingsOf } from './hook-file.ts';
import { foreignHooks } from './our-hook.ts';
import { plugins, staysEffective } from './stays-effective.ts';

/** Oldest client that takes exit status 2 for a deny (its changelog). */
const OLDEST_CLIENT = [1, 0, 70] as const;

/**
 * What in the client and its files stands between an installation and its promise. That the hook is
 * there is for `isInstalled`, what no file changes for the table of capabilities.
 */
export function doctor(input: DoctorInput, environment: HookEnvironment): readonly DoctorFinding[] {
  const { place } = input;
  return [
    clientFinding(input.clientVersion),
    ...hookFiles(input.scope, place, environment).flatMap((path) => hookFileFindings(path, input)),
    ...place.projects.flatMap(projectSettings).flatMap((path) => settingsFindings(path, input)),
    ...foreignFindings(input, environment),
    ...editorSettings(place).flatMap((path) => editorFindings(path, input, environment)),
    ...claudeFindings(input),
  ];
}

function clientFinding(version: string | undefined): DoctorFinding {
  const check = 'client';
  if (version === undefined) {
    const detail = 'the Copilot command line was not found, so its version is not known';
    const fix = 'Put `copilot` on your PATH, then run doctor again; VS Code alone needs nothing';
    return { check, level: 'warn', detail, fix };
  }
  const numbers = /(\d+)\.(\d+)\.(\d+)/.exec(version)?.slice(1).map(Number);
  if (numbers !== undefined && isAtLeast(numbers, OLDEST_CLIENT)) {
    return { check, level: 'ok', detail: `Copilot ${numbers.join('.')}` };
  }
  const oldest = OLDEST_CLIENT.join('.');
  const detail = `Copilot ${version.trim()} does not take every failure of a hook for a deny`;
  return { check, level: 'open', detail, fix: `Update Copilot to ${oldest} or later` };
}

function isAtLeast(version: readonly number[], wanted: readonly number[]): boolean {
  for (const [at, number] of wanted.entries()) {
    const own = version[at] ?? 0;
    if (own !== number) return own > number;
  }
  return true;
}

/** The file of ours, if the client ignores it. */
function hookFileFindings(path: string, { readFile }: DoctorInput): readonly DoctorFinding[] {
  const text = readFile(path);
  const result = text === undefined ? undefined : readHookFile(text);
  if (result === undefined || result.ok) return [];
  const detail = `${path} ${result.message}, so Copilot runs none of its hooks`;
  return [{ check: 'hook-file', level: 'open', detail, fix: `Mend ${path}, then install again` }];
}

/** Settings of a repository, which count in a folder the person trusts. */
function settingsFindings(
  path: string,
  { readFile, scope }: DoctorInput,
): readonly DoctorFinding[] {
  const settings = settingsOf(readFile(path));
  if (settings === undefined) return [];
  const findings: DoctorFinding[] = [];
  if (field(settings, 'disableAllHooks') === true && scope !== 'managed') {
    findings.push({
      check: 'disableAllHooks',
      level: 'open',
      detail: `${path} switches all hooks off once Copilot trusts this folder`,
      fix: `Remove disableAllHooks from ${path}, or install with --scope managed`,
    });
  }
  const enabled = plugins(settings);
  if (enabled.length > 0) {
    findings.push({
      check: 'plugins',
      level: 'warn',
      detail: `${path} switches on plugins, which may bring hooks: ${enabled.join(', ')}`,
      fix: 'Look at the hooks they bring',
    });
  }
  return findings;
}

/** Hooks of others: they may rewrite a call after agsec has judged it, or answer for the person. */
function foreignFindings(
  { place, readFile, listFolder = () => [] }: DoctorInput,
  environment: HookEnvironment,
): readonly DoctorFinding[] {
  const homes = copilotHomes(place, environment);
  const folders = [
    `${policyFolder(place)}/policy.d`,
    ...homes.map((home) => `${home}/hooks`),
    ...place.projects.map(projectHooks),
  ];
  const files = [
    ...folders.flatMap((folder) => listFolder(folder).map((name) => join(folder, name))),
    ...homes.map((home) => `${home}/settings.json`),
    ...place.projects.flatMap(projectSettings),
  ].filter((path) => path.endsWith('.json'));
  return files.flatMap((path) => {
    const events = foreignHooks(settingsOf(readFile(path)) ?? {}).map((event) =>
      event.toLowerCase(),
    );
    const findings: DoctorFinding[] = [];
    if (events.includes('pretooluse')) {
      findings.push({
        check: 'foreign-hooks',
        level: 'warn',
        detail: `${path} has another preToolUse hook. It can rewrite a call after agsec has judged it`,
        fix: 'Look at what it answers; remove it if it sends modifiedArgs',
      });
    }
    if (events.includes('permissionrequest')) {
      findings.push({
        check: 'foreign-hooks',
        level: 'warn',
        detail: `${path} has a permissionRequest hook. It can answer Copilot's prompts for you`,
        fix: 'Remove it if you did not put it there',
      });
    }
    return findings;
  });
}

function editorFindings(
  path: string,
  { place, readFile }: DoctorInput,
  environment: HookEnvironment,
): readonly DoctorFinding[] {
  if (staysEffective(path, readFile(path), place, environment)) return [];
  const detail = `${path} says which hook files VS Code reads, and may leave out ~/.copilot/hooks`;
  return [
    { check: 'editor', level: 'warn', detail, fix: `Look for chat.hookFilesLocations there` },
  ];
}
