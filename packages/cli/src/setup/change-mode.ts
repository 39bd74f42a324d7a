import { agsecHome, homeLayout, type Mode } from '@agsec/runtime';
import { type CliContext, CliError } from '../context.ts';
import { requireHuman } from '../human/require-human.ts';
import { readManagedConfig, readMode, writeMode } from '../policy-files/config-file.ts';
import { notePending } from '../policy-files/pending-changes.ts';
import { styleOf } from '../terminal/style.ts';

const SAYS: { readonly [mode in Mode]: string } = {
  enforce: 'Policies block.',
  observe: 'Nothing is blocked; what would be is logged. See: agsec audit --stats',
  halt: 'Every call of every agent is blocked, until: agsec resume',
};

/** How much each mode holds back. */
const STRENGTH: { readonly [mode in Mode]: number } = { observe: 0, enforce: 1, halt: 2 };

/** Writes the mode. A weaker one than before is for a person to ask for. */
export function changeMode(context: CliContext, mode: Mode, json: boolean): void {
  const home = homeLayout(agsecHome(context.environment));
  const before = readMode(home);
  // Halt has to work in any state.
  if (before === undefined && mode !== 'halt')
    throw new CliError('no-config', `There is no ${home.config}.`, 'Run: agsec init');
  if (STRENGTH[mode] < STRENGTH[before ?? 'enforce'])
    requireHuman(context, `change agsec from ${before} to ${mode}`);
  if (before !== mode) writeMode(home, mode);
  const pinned = readManagedConfig()?.pin?.mode;
  if (json) {
    context.out(`${JSON.stringify({ mode, before: before ?? null, pinned: pinned ?? null })}\n`);
    return;
  }
  const { bold, yellow } = styleOf(context);
  context.out(`${bold(`mode: ${mode}`)}  ${SAYS[mode]}\n`);
  if (pinned !== undefined && pinned !== mode)
    context.out(`${yellow('But')} root has pinned the mode to ${pinned} for this machine.\n`);
  notePending(context, home);
}
