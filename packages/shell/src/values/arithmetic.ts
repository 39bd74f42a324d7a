import { type ArithmeticExpression, parse } from 'unbash';
import type { Value } from '../program.ts';
import { assign } from '../walk/state.ts';
import { expandParts } from './expand-word.ts';
import type { Expansion } from './expansion.ts';
import { literal } from './value.ts';
import { readScalar } from './variables.ts';

/** Deepest chain of variables that hold expressions. */
const MAX_CHAIN = 16;

/** The value of an expression, assignments in it made; `undefined` if it is not constant. */
export function evaluate(
  expression: ArithmeticExpression,
  expansion: Expansion,
  chain = 0,
): number | undefined {
  switch (expression.type) {
    case 'ArithmeticGroup':
      return evaluate(expression.expression, expansion, chain);
    case 'ArithmeticWord': {
      const value = expandParts(expression.parts, expression.value, expansion);
      return value.known ? evaluateOperand(value.text.trim(), expansion, chain) : undefined;
    }
    case 'ArithmeticCommandExpansion': {
      const script = expression.script;
      const text = script === undefined ? undefined : expansion.substitute(script).text;
      return text === undefined ? undefined : evaluateOperand(text.trim(), expansion, chain);
    }
    case 'ArithmeticUnary':
      return evaluateUnary(expression, expansion, chain);
    case 'ArithmeticTernary': {
      const test = evaluate(expression.test, expansion, chain);
      const consequent = evaluate(expression.consequent, expansion, chain);
      const alternate = evaluate(expression.alternate, expansion, chain);
      return test === undefined ? undefined : test !== 0 ? consequent : alternate;
    }
    case 'ArithmeticBinary':
      return evaluateBinary(expression, expansion, chain);
  }
}

/** The value of a word as an expression (`${x:n}`, a subscript). */
export function evaluateText(value: Value, expansion: Expansion, chain = 0): number | undefined {
  return value.known ? evaluateOperand(value.text.trim(), expansion, chain) : undefined;
}

/** Evaluates the subscript of a variable's name (`a[i]`) that reaches the shell as a text. */
export function evaluateSubscript(name: string, expansion: Expansion): void {
  const [, subscript] = /^\w+\[(.*)\]$/s.exec(name) ?? [];
  if (subscript !== undefined && !/^[@*]$/.test(subscript))
    evaluateText(literal(subscript), expansion);
}

function evaluateOperand(text: string, expansion: Expansion, chain: number): number | undefined {
  if (text === '') return 0;
  const number = parseNumber(text);
  if (number !== undefined || chain > MAX_CHAIN) return number;
  if (/^[A-Za-z_]\w*$/.test(text)) {
    const { kind, value } = readScalar(text, expansion);
    if (kind === 'unset') return 0;
    return kind === 'set' ? evaluateText(value, expansion, chain + 1) : undefined;
  }
  // A value is read as an expression again, and substitutions in its subscripts run.
  if (!/[$`]/.test(text) && !/^[\w\s+\-*/%()<>=!&|^~?:,]+$/.test(text)) return undefined;
  const [statement] = parse(`((${text}))`).commands;
  const expression =
    statement?.command.type === 'ArithmeticCommand' ? statement.command.expression : undefined;
  return expression === undefined ? undefined : evaluate(expression, expansion, chain + 1);
}

function parseNumber(text: string): number | undefined {
  const [, sign, digits] = /^([-+]?)(\d\w*)$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const value = /^0\d/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  if (!Number.isSafeInteger(value)) return undefined;
  return sign === '-' ? -value : value;
}

function evaluateUnary(
  expression: Extract<ArithmeticExpression, { type: 'ArithmeticUnary' }>,
  expansion: Expansion,
  chain: number,
): number | undefined {
  const { operator, operand, prefix } = expression;
  const value = evaluate(operand, expansion, chain);
  if (operator === '++' || operator === '--') {
    const changed = value === undefined ? undefined : value + (operator === '++' ? 1 : -1);
    store(operand, changed, expansion);
    return prefix ? changed : value;
  }
  if (value === undefined) return undefined;
  if (operator === '-') return -value;
  if (operator === '!') return value === 0 ? 1 : 0;
  if (operator === '~') return ~value;
  return value;
}

function evaluateBinary(
  expression: Extract<ArithmeticExpression, { type: 'ArithmeticBinary' }>,
  expansion: Expansion,
  chain: number,
): number | undefined {
  const { operator, left, right } = expression;
  if (operator === '=') {
    // A subscript of what is assigned to may hold a substitution.
    if (left.type === 'ArithmeticWord' && left.parts !== undefined)
      expandParts(left.parts, left.value, expansion);
    const value = evaluate(right, expansion, chain);
    return store(left, value, expansion);
  }
  const first = evaluate(left, expansion, chain);
  const second = evaluate(right, expansion, chain);
  const compound = /^(\+|-|\*|\/|%|<<|>>|&|\^|\|)=$/.exec(operator)?.[1];
  const result =
    first === undefined || second === undefined
      ? undefined
      : calculate(compound ?? operator, first, second);
  return compound === undefined ? result : store(left, result, expansion);
}

function calculate(operator: string, left: number, right: number): number | undefined {
  const truth = (holds: boolean) => (holds ? 1 : 0);
  switch (operator) {
    case '+':
      return safe(left + right);
    case '-':
      return safe(left - right);
    case '*':
      return safe(left * right);
    case '/':
      return right === 0 ? undefined : Math.trunc(left / right);
    case '%':
      return right === 0 ? undefined : left % right;
    case '**':
      return safe(left ** right);
    case '<<':
      return right < 0 || right > 50 ? undefined : safe(left * 2 ** right);
    case '>>':
      return right < 0 || right > 50 ? undefined : Math.floor(left / 2 ** right);
    case '<':
      return truth(left < right);
    case '>':
      return truth(left > right);
    case '<=':
      return truth(left <= right);
    case '>=':
      return truth(left >= right);
    case '==':
      return truth(left === right);
    case '!=':
      return truth(left !== right);
    case '&&':
      return truth(left !== 0 && right !== 0);
    case '||':
      return truth(left !== 0 || right !== 0);
    case ',':
      return right;
    case '&':
      return left & right;
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    default:
      return undefined;
  }
}

function safe(value: number): number | undefined {
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Assigns to the variable an expression names; one that is not constant makes it unknown. */
function store(
  target: ArithmeticExpression,
  value: number | undefined,
  expansion: Expansion,
): number | undefined {
  const name = target.type === 'ArithmeticWord' ? target.value.trim() : '';
  if (!/^[A-Za-z_]\w*$/.test(name)) return value;
  const text: Value =
    value === undefined
      ? { text: '*', known: false, pattern: '*', taint: {} }
      : literal(String(value));
  assign(expansion.frame.state, name, text);
  return value;
}
