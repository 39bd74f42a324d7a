import { existsSync, readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type CliContext, CliError } from '../context.ts';

/**
 * The folder of `--policy-dir`, absolute; `undefined`: none is given. Throws `CliError` for what is
 * no folder, and for one without policy files: every call would be denied for that alone.
 */
export function policyFolder(
  { cwd }: CliContext,
  policyDir: string | undefined,
): string | undefined {
  if (policyDir === undefined) return undefined;
  const folder = resolve(cwd, policyDir);
  if (!(existsSync(folder) && statSync(folder).isDirectory()))
    throw new CliError('no-such-folder', `There is no folder ${folder}.`);
  if (!readdirSync(folder).some((name) => /\.ya?ml$/.test(name)))
    throw new CliError('no-policies', `There are no policy files in ${folder}.`);
  return folder;
}
