import type { Action, Event } from '@agsec/core';
import type { CallRecord, RecordedAction } from '@agsec/runtime';

/** The parts of a record that say what a call was. */
export type RecordedCall = Pick<CallRecord, 'agent' | 'session' | 'cwd' | 'tool' | 'actions'>;

/** A call as far as the log has it, for policies to be asked about again. A tool's own action begins each operation. */
export function recordedEvent({ agent, session, cwd, tool, actions }: RecordedCall): Event {
  const operations: { action: RecordedAction; derived: RecordedAction[] }[] = [];
  for (const action of actions) {
    const last = operations.at(-1);
    if (action.origin === 'tool' || last === undefined) operations.push({ action, derived: [] });
    else last.derived.push(action);
  }
  return {
    hook: '',
    tool,
    context: {
      agent,
      session_id: session,
      ...(cwd === undefined ? {} : { cwd, workspace_roots: [cwd] }),
    },
    operations: operations.map(({ action, derived }) => ({
      action: actionOf(action),
      derived: derived.map(actionOf),
      analysis: { complete: true, unknown: [] },
    })),
  };
}

function actionOf({ name, params, origin, via, unknown = [] }: RecordedAction): Action {
  return { name, params, origin, unknown, ...(via === undefined ? {} : { via }) };
}
