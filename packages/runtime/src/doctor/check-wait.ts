import type { Adapter, DoctorFinding, Place, Scope } from '../adapter.ts';
import type { Machine } from '../decide/machine.ts';
import { configuredWait, moreForWait, possibleWait } from '../install/review-wait.ts';

/**
 * Whether the hook, as it is installed, can wait for a person as long as `review.wait` says. Says
 * nothing where calls do not wait. `place.reviewWait` is that of the installation.
 */
export function checkWait(
  adapter: Pick<Adapter, 'id' | 'title' | 'install'>,
  { machine, place, scope }: { machine: Machine; place: Place; scope: Scope },
): readonly DoctorFinding[] {
  const check = 'review-wait';
  const wanted = configuredWait(machine, scope) ?? 0;
  if (wanted === 0) return [];
  const possible = possibleWait(adapter, place);
  const asWanted = `a call waits ${wanted} s for a person's answer`;
  if (wanted <= possible) return [{ check, level: 'ok', detail: asWanted }];
  const less = `review.wait is ${wanted}, but a call waits ${possible} s at most`;
  const most = possibleWait(adapter, { ...place, reviewWait: moreForWait(adapter, wanted) });
  if (most <= possible) {
    const detail = `${less}: ${adapter.title} gives no hook more time`;
    return [{ check, level: 'ok', detail }];
  }
  const detail = `${less}, since the hook was installed with less time`;
  const fix = `agsec install ${adapter.id}${scope === 'user' ? '' : ` --scope ${scope}`}`;
  return [{ check, level: 'warn', detail, fix }];
}
