import type { Assignment } from 'unbash';
import { runVariable } from '../environment/run-variable.ts';
import type { Value } from '../program.ts';
import { expandSingle } from '../values/expand-word.ts';
import type { Expansion } from '../values/expansion.ts';
import { unknownValue } from '../values/value.ts';
import { runAssignment } from './assignments.ts';
import type { Frame, Outcome } from './frame.ts';
import type { Interpreter, LeadingAssignment } from './interpreter.ts';
import { referenceTarget, type ShellState } from './state.ts';
import type { Variable } from './variable.ts';

/**
 * The values of leading assignments, each seeing those before it. What expanding one changes
 * besides (`x=${y:=1} cmd`) stays; the assignments themselves are gone again.
 */
export function evaluateLeading(
  interpreter: Interpreter,
  assignments: readonly Assignment[],
  frame: Frame,
): readonly LeadingAssignment[] {
  if (assignments.length === 0) return [];
  const hidden = new HiddenVariables(frame.state);
  const leading = assignments.map((assignment) => {
    const { name } = assignment;
    const expansion = interpreter.expansion(frame);
    const scalar = plainValue(assignment, expansion);
    // bash says that it is readonly and runs the command with what it holds.
    const isFixed = frame.state.variables.get(name)?.fixed === true;
    if (!isFixed) hidden.hide(name);
    const value = scalar ?? runAssignment(assignment, expansion) ?? unknownValue();
    if (!isFixed) frame.state.export(name, value);
    runVariable(interpreter, frame, name, value);
    return { name, value };
  });
  hidden.restore();
  return leading;
}

/** Runs something while leading assignments hold, exported. */
export function withLeading(
  leading: readonly LeadingAssignment[],
  state: ShellState,
  run: () => Outcome,
): Outcome {
  if (leading.length === 0) return run();
  const hidden = new HiddenVariables(state);
  for (const { name, value } of leading) {
    if (state.variables.get(name)?.fixed) continue;
    hidden.hide(name);
    state.export(name, value);
  }
  const outcome = run();
  hidden.restore();
  return outcome;
}

/** Variables as they were before something else stood in their place for a while. */
class HiddenVariables {
  readonly #state: ShellState;
  readonly #variables = new Map<string, Variable | undefined>();
  readonly #wasRedefined: boolean;

  constructor(state: ShellState) {
    this.#state = state;
    this.#wasRedefined = state.redefined.get('*') ?? false;
  }

  hide(name: string): void {
    const { variables } = this.#state;
    for (const each of [name, referenceTarget(this.#state, name)])
      if (!this.#variables.has(each)) this.#variables.set(each, variables.get(each));
  }

  restore(): void {
    const { variables, redefined } = this.#state;
    for (const [name, variable] of this.#variables)
      if (variable === undefined) variables.delete(name);
      else variables.set(name, variable);
    if (!this.#wasRedefined) redefined.delete('*');
  }
}

function plainValue(node: Assignment, expansion: Expansion): Value | undefined {
  const { value, append, index } = node;
  if (value.type !== 'Word' || append || index !== undefined) return undefined;
  return expandSingle(value, expansion);
}
