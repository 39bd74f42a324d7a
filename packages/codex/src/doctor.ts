import { type Fields, field, fieldsOf, textField } from '@agsec/runtime/adapter';
import type { DoctorFinding, DoctorInput } from '@agsec/runtime/hook';
import { otherHooks } from './asking/other-hooks.ts';
import {
  below,
  type CodexPlace,
  hookFiles,
  managedRequirements,
  projectConfig,
  projectHooks,
  userConfig,
  userHooks,
} from './client-files.ts';
import { isOurs } from './our-hook.ts';
import { profilesAmong } from './profiles.ts';
import { foreignEvents } from './settings/hooks-table.ts';
import { hooksSwitchedOff, readConfig, tableIn } from './settings/read-config.ts';
import { readHooks } from './settings/read-hooks.ts';
import { type HookTrust, trustStates } from './trust/trust-state.ts';
import { unseenCommands } from './unseen-commands.ts';

/**
 * What in the client and its files stands between an installation and its promise. That the hook is
 * there is for `isInstalled`, what no file changes for the table of capabilities.
 */
export function doctor(input: DoctorInput, place: CodexPlace): readonly DoctorFinding[] {
  const user = configIn(userConfig(place), input);
  return [
    clientFinding(input.clientVersion),
    TERMINAL,
    ...managedFindings(input, place),
    ...user.findings,
    ...switchedOff(userConfig(place), user.config, input),
    ...profileFindings(input, place),
    ...[userHooks(place), ...place.projects.map(projectHooks)].flatMap((path) =>
      hooksFindings(path, input, place),
    ),
    ...place.projects.flatMap((project) => projectFindings(project, input)),
    ...(input.scope === 'managed' ? [] : trustFindings(user.config, input, place)),
    ...askingFindings(input, place),
  ];
}

/** Every installation has this gap; what closes it is in the policies. */
const TERMINAL: DoctorFinding = {
  check: 'write-stdin',
  level: 'ok',
  detail:
    'Codex asks no hook about what is typed into a running terminal, so the default policies deny it commands that take others as they are typed: bare shells, interpreters, editors (BlockInteractiveInterpreter)',
};

const MEASURED = [0, 169] as const;

function clientFinding(version: string | undefined): DoctorFinding {
  const check = 'client';
  if (version === undefined) {
    const detail = 'Codex was not found, so its version is not known';
    const fix = 'Put `codex` on your PATH, then run doctor again';
    return { check, level: 'warn', detail, fix };
  }
  const [, major, minor, patch] = /(\d+)\.(\d+)\.(\d+)/.exec(version)?.map(Number) ?? [];
  if (major === undefined || minor === undefined || patch === undefined) {
    return { check, level: 'warn', detail: `Codex says its version is ${version.trim()}` };
  }
  const name = `Codex ${major}.${minor}.${patch}`;
  const isOld = major === MEASURED[0] && minor < MEASURED[1];
  if (!isOld) return { check, level: 'ok', detail: name };
  const oldest = `${MEASURED.join('.')}.0`;
  const detail = `${name} is older than ${oldest}, the first client this hook was measured with`;
  return { check, level: 'warn', detail, fix: `Update Codex to ${oldest} or later` };
}

type ReadConfig = { readonly config: Fields; readonly findings: readonly DoctorFinding[] };

/** A TOML file of the client, with what is wrong with it. */
function configIn(path: string, { readFile }: DoctorInput): ReadConfig {
  const text = readFile(path);
  if (text === undefined) return { config: {}, findings: [] };
  const read = readConfig(text);
  if (read.ok) return { config: read.config, findings: [] };
  const where = read.line === undefined ? path : `${path}:${read.line}:${read.column ?? 1}`;
  const detail = `${where} ${read.message}, so Codex does not start`;
  return {
    config: {},
    findings: [{ check: 'settings', level: 'warn', detail, fix: `Mend ${path}` }],
  };
}

function switchedOff(
  path: string,
  config: Fields,
  { scope }: DoctorInput,
): readonly DoctorFinding[] {
  const name = hooksSwitchedOff(config);
  if (name === undefined || scope === 'managed') return [];
  return [
    {
      check: 'hooks-feature',
      level: 'open',
      detail: `${path} switches all hooks off (${name} = false)`,
      fix: `Remove ${name} from ${path}, or install with --scope managed`,
    },
  ];
}

/** A profile counts only in sessions it is named for, and then over `config.toml`. */
function profileFindings(input: DoctorInput, place: CodexPlace): readonly DoctorFinding[] {
  const { codexHome } = place;
  return profilesAmong(input.listFolder?.(codexHome) ?? []).flatMap((name) => {
    const path = below(codexHome, name);
    const { config, findings } = configIn(path, input);
    return [...findings, ...switchedOff(path, config, input)];
  });
}

function managedFindings(input: DoctorInput, place: CodexPlace): readonly DoctorFinding[] {
  const path = managedRequirements(place);
  const { config, findings } = configIn(path, input);
  const only =
    field(config, 'allow_managed_hooks_only') === true && input.scope !== 'managed'
      ? [
          {
            check: 'allow_managed_hooks_only',
            level: 'open',
            detail: `${path} lets only managed hooks run, so this one does not`,
            fix: 'Install with --scope managed',
          } as const,
        ]
      : [];
  return [...findings, ...only];
}

function hooksFindings(
  path: string,
  { readFile, scope }: DoctorInput,
  place: CodexPlace,
): readonly DoctorFinding[] {
  const text = readFile(path);
  if (text === undefined) return [];
  const result = readHooks(text);
  const defect = result.ok ? result.problems[0] : result;
  if (defect !== undefined) {
    const what = 'path' in defect ? `${defect.path.join('.')} ${defect.message}` : defect.message;
    const level = hookFiles(scope, place).includes(path) ? 'open' : 'warn';
    const detail = `${path}: ${what}. Codex drops the whole file`;
    return [{ check: 'hooks-file', level, detail, fix: `Mend ${path}` }];
  }
  return result.ok ? foreignFindings(path, result.hooks) : [];
}

function foreignFindings(path: string, hooks: Fields): readonly DoctorFinding[] {
  const check = 'foreign-hooks';
  const events = foreignEvents(hooks, isOurs);
  const findings: DoctorFinding[] = [];
  if (events.includes('PreToolUse')) {
    const detail = `${path} has another PreToolUse hook. It can rewrite a call after agsec has judged it`;
    const fix = 'Look at what it answers; remove it if it sends updatedInput';
    findings.push({ check, level: 'warn', detail, fix });
  }
  if (events.includes('PermissionRequest')) {
    const detail = `${path} has another PermissionRequest hook. It can answer Codex's prompts for you`;
    findings.push({ check, level: 'warn', detail, fix: 'Remove it if you did not put it there' });
  }
  return findings;
}

function projectFindings(project: string, input: DoctorInput): readonly DoctorFinding[] {
  const path = projectConfig(project);
  const { config, findings } = configIn(path, input);
  const unseen = unseenCommands(config);
  if (unseen.length === 0) return [...findings, ...switchedOff(path, config, input)];
  const detail = `${path} brings what runs, or steers programs, without any hook being asked: ${unseen.join(', ')}`;
  const fix = 'Read it before you trust this folder in Codex';
  return [
    ...findings,
    ...switchedOff(path, config, input),
    { check: 'unseen-commands', level: 'warn', detail, fix },
  ];
}

/** What becomes of a reviewed command. That the rule and its program are there is looked at for all agents. */
function askingFindings(input: DoctorInput, place: CodexPlace): readonly DoctorFinding[] {
  const check = 'reviews';
  const id = 'denied with an id for `agsec approve`';
  if (input.scope === 'project') {
    const detail = `A command that needs a person is ${id}; installed for you or by root, Codex asks itself where you answer`;
    return [{ check, level: 'ok', detail }];
  }
  const profiles = profilesAmong(input.listFolder?.(place.codexHome) ?? []);
  const other = otherHooks({
    place,
    folders: place.projects,
    profiles: profiles.map((name) => below(place.codexHome, name)),
    readText: input.readFile,
  });
  if (other !== undefined) {
    const detail = `A command that needs a person is ${id}: hooks or plugins of ${other} could answer Codex in your place`;
    return [{ check, level: 'ok', detail }];
  }
  const detail = `Codex asks you itself about a command that needs a person, in its terminal and editor with its sandbox; elsewhere it is ${id}`;
  return [{ check, level: 'ok', detail }];
}

function trustFindings(
  config: Fields,
  { readFile, realPath, scope }: DoctorInput,
  place: CodexPlace,
): readonly DoctorFinding[] {
  return hookFiles(scope, place).flatMap((file, index) => {
    const result = readHooks(readFile(file) ?? '');
    if (!result.ok) return [];
    const real = realPath?.(file);
    const names = real === undefined ? [file] : [...new Set([file, real])];
    const states = trustStates(result.hooks, names, config);
    const project = scope === 'project' ? place.projects[index] : undefined;
    return [
      ...(states.length === 0 ? [] : [trustFinding(file, states)]),
      ...(project === undefined || isTrustedProject(project, config) ? [] : [untrusted(project)]),
    ];
  });
}

const PROBLEMS = {
  disabled: 'is switched off',
  modified: 'has changed since it was trusted',
  untrusted: 'is not trusted',
} as const;

function trustFinding(file: string, states: readonly HookTrust[]): DoctorFinding {
  const check = 'hook-trust';
  const bad = states.find(({ state }) => state !== 'trusted');
  if (bad === undefined || bad.state === 'trusted') {
    return { check, level: 'ok', detail: `Codex trusts the hooks of agsec in ${file}` };
  }
  const detail = `The ${bad.event} hook in ${file} ${PROBLEMS[bad.state]}, so Codex skips it without a word`;
  const fix = 'Run `agsec install codex --trust`, or start `codex` and trust it where it asks';
  return { check, level: 'open', detail, fix };
}

function isTrustedProject(project: string, config: Fields): boolean {
  const entry = fieldsOf(field(tableIn(config, 'projects'), project)) ?? {};
  return textField(entry, 'trust_level') === 'trusted';
}

function untrusted(project: string): DoctorFinding {
  const detail = `${project} is not a project you trust in Codex, so its hooks do not run`;
  const fix = `Start \`codex\` in ${project} and trust the folder, or install with --scope user`;
  return { check: 'project-trust', level: 'open', detail, fix };
}
