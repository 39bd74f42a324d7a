import type { DoctorFinding, DoctorInput } from '@agsec/runtime/hook';
import { hookFiles, managedFolder, userHooks } from './client-files.ts';
import { eventsOf, handlersOf, readHooks } from './hooks-file/read-hooks.ts';
import { isOurs } from './our-hook.ts';

/**
 * What in the client and its hooks files stands between an installation and its promise. That the
 * hook is there is for `isInstalled`, what no file changes for the table of capabilities.
 */
export function doctor(input: DoctorInput): readonly DoctorFinding[] {
  const { place } = input;
  const projects = hookFiles('project', place);
  const files = [`${managedFolder(place)}/hooks.json`, ...userHooks(place), ...projects];
  return [
    clientFinding(input.clientVersion),
    ...files.flatMap((path) => fileFindings(path, projects.includes(path), input)),
  ];
}

/** The version is the editor's own only in some releases, so none is asked for. */
function clientFinding(version: string | undefined): DoctorFinding {
  const check = 'client';
  if (version !== undefined) return { check, level: 'ok', detail: `Windsurf ${version}` };
  return {
    check,
    level: 'warn',
    detail: 'Windsurf was not found, so its version is not known; hooks came with 1.12.31',
    fix: 'Look into About, and update it if it is older',
  };
}

function fileFindings(
  path: string,
  isOfProject: boolean,
  { place, scope, readFile }: DoctorInput,
): readonly DoctorFinding[] {
  const text = readFile(path);
  if (text === undefined) return [];
  const result = readHooks(text);
  const findings: DoctorFinding[] = [];
  const defect = result.ok ? result.problems[0] : result;
  if (defect !== undefined) {
    const what = 'path' in defect ? `${defect.path.join('.')} ${defect.message}` : defect.message;
    const level = hookFiles(scope, place).includes(path) ? 'open' : 'warn';
    const detail = `${path}: ${what}. Windsurf may drop the whole file`;
    findings.push({ check: 'hooks-file', level, detail, fix: `Mend ${path}` });
  }
  if (!result.ok || !isOfProject) return findings;
  const { file } = result;
  const events = eventsOf(file).filter((event) =>
    handlersOf(file, event).some((handler) => !isOurs(handler)),
  );
  if (events.length === 0) return findings;
  const detail = `${path} brings commands that run without any hook being asked: ${events.join(', ')}`;
  const fix = 'Read it before you let Windsurf trust this folder';
  return [...findings, { check: 'unseen-commands', level: 'warn', detail, fix }];
}
