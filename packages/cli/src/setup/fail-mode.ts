import type { Capabilities, Scope } from '@agsec/runtime';

/** Whether calls are blocked when the hook itself fails. */
export type FailMode = {
  readonly mode: 'closed' | 'open';
  /** Ways for a call to pass an installed hook that fails, at this scope. */
  readonly open: readonly string[];
};

/** How an agent's hooks fail where agsec is installed at `scope`. */
export function failMode({ hooks }: Pick<Capabilities, 'hooks'>, scope: Scope): FailMode {
  const open = hooks
    .filter(({ canBlock }) => canBlock)
    .flatMap(({ failures }) => failures)
    .filter(
      ({ withAgsec }) => withAgsec === 'open' || (withAgsec === 'managed' && scope !== 'managed'),
    )
    .map(({ when }) => when);
  return { mode: open.length === 0 ? 'closed' : 'open', open: [...new Set(open)] };
}
