import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { join, relative } from 'node:path';
import { agsecHome, homeLayout, replaceFile } from '@agsec/runtime';
import { type CliContext, CliError } from '../context.ts';
import { showPath } from '../terminal/show-path.ts';
import { styleOf } from '../terminal/style.ts';
import { wrap } from '../terminal/wrap.ts';
import { createState, type MadeState } from './create-state.ts';

type InitOptions = {
  readonly observe?: true;
  readonly project?: true;
  readonly json?: true;
};

const PROJECT_POLICY = `# Policies of this repository. They can only tighten what the user's own policies say.
# Check this file:  agsec validate .agsec/policies
version: "1.0"

statements:
  - sid: ReviewMigrations
    effect: review
    actions: [file.write, file.edit, file.delete]
    conditions:
      params.file_path: { op: glob, value: "**/migrations/**" }
    reason: Migrations are changed together with a human
`;

/** Creates what is missing and says what was left as it is. */
export function runInit(context: CliContext, options: InitOptions): void {
  if (options.project) {
    showProject(context, initProject(context), options.json === true);
    return;
  }
  const home = homeLayout(agsecHome(context.environment));
  const made = createState(home, options.observe ? 'observe' : 'enforce');
  if (options.json) context.out(`${JSON.stringify(made)}\n`);
  else showState(context, made, options.observe === true);
}

function showState(context: CliContext, made: MadeState, wantsObserve: boolean): void {
  showMade(context, made);
  const { bold, yellow } = styleOf(context);
  const { mode } = made;
  if (mode === 'observe')
    context.out(`\n${bold('Observe mode')}: nothing is blocked, everything is logged.\n`);
  else if (wantsObserve)
    context.out(`\n${yellow(`The mode stays ${mode}`)}; to change it:  agsec observe\n`);
  context.out(`\nNext:  agsec install claude-code\n`);
  if (mode === 'observe') context.out(`Later: agsec audit --stats, then agsec enforce\n`);
}

/** Columns of a row's label. */
const MARGIN = ' '.repeat(11);

/** Lists files that were made and files that were there. */
export function showMade(
  context: CliContext,
  { folder, created, left }: Pick<MadeState, 'folder' | 'created' | 'left'>,
): void {
  const names = (paths: readonly string[], note = ''): string =>
    wrap(sorted(paths.map((path) => relative(folder, path))) + note, context.width, MARGIN);
  context.out(`${styleOf(context).bold(showPath(context, folder))}\n`);
  if (created.length > 0) context.out(`  created  ${names(created)}\n`);
  if (left.length > 0) context.out(`  left     ${names(left, ' (already there)')}\n`);
}

function sorted(names: readonly string[]): string {
  return [...names].sort().join(', ');
}

type MadeProject = Pick<MadeState, 'folder' | 'created' | 'left'>;

function initProject({ cwd, environment }: CliContext): MadeProject {
  if (isOwnState(join(cwd, '.agsec'), agsecHome(environment)))
    throw new CliError(
      'home-is-no-project',
      'The .agsec of this folder is your own, not that of a project.',
      'Run agsec init --project in the folder of a repository.',
    );
  const folder = join(cwd, '.agsec/policies');
  const path = join(folder, 'project.yaml');
  if (existsSync(path)) return { folder, created: [], left: [path] };
  mkdirSync(folder, { recursive: true });
  replaceFile(path, PROJECT_POLICY, { mode: 0o644 });
  return { folder, created: [path], left: [] };
}

function isOwnState(folder: string, own: string): boolean {
  if (folder === own) return true;
  return existsSync(folder) && existsSync(own) && realpathSync(folder) === realpathSync(own);
}

function showProject(context: CliContext, made: MadeProject, json: boolean): void {
  if (json) {
    context.out(`${JSON.stringify(made)}\n`);
    return;
  }
  showMade(context, made);
  context.out(`\nNext:  agsec validate ${showPath(context, made.folder)}\n`);
}
