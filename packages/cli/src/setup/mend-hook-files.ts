import { binFolder, CHANGED_FILES, type DoctorFinding, installHookFiles } from '@agsec/runtime';
import type { InstalledPlace } from './installed-places.ts';

/**
 * Puts the programs of a hook back from the package where `doctor` found that they were changed:
 * until then every call is denied. What was done is the first finding given; none if nothing was
 * changed. Programs that cannot be written, root's for one, stay, and so does the open finding.
 */
export function mendHookFiles(
  { agent, scope, place }: InstalledPlace,
  findings: readonly DoctorFinding[],
): readonly DoctorFinding[] {
  const changed = findings.find(({ check }) => check === CHANGED_FILES);
  if (changed === undefined) return [];
  const { adapter } = agent;
  const bin = binFolder(place, scope);
  try {
    const shared = scope === 'managed';
    installHookFiles({ adapter, bundle: agent.hookBundle(), place, bin, shared });
    const detail = `${changed.detail}; the programs were put back from the package. Whoever changed them may have changed more: see agsec audit`;
    return [{ check: CHANGED_FILES, level: 'warn', detail }];
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const detail = `the programs cannot be put back: ${error.message}`;
    return [{ check: 'hook-files', level: 'open', detail }];
  }
}
