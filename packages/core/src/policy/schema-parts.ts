import * as z from 'zod';
import { ACTION_CATALOGUE } from '../catalogue.ts';
import { FIELDS } from './fields.ts';
import { OPERATOR_TABLE, operatorNames, type ValueShape } from './operator-table.ts';
import { OPERATORS } from './policy.ts';

/**
 * How deep a schema looks. `shell`: one level; what is below is read by its own schema, so that one
 * wrong part does not hide the others. `whole`: everything, for editors.
 */
export type Depth = 'shell' | 'whole';

const MAX_SID = 128;
const MAX_PROSE = 1000;

/**
 * Neither control characters nor those that turn the direction of writing. Without flags, because
 * editors read the patterns of a JSON Schema without any.
 */
const UNSHOWN = '\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069';
const line = () => new RegExp(`^[^\\u0000-\\u001f${UNSHOWN}]*$`);
const lines = () => new RegExp(`^[^\\u0000-\\u0008\\u000b-\\u001f${UNSHOWN}]*$`);

const ACTION_PATTERN = /^[\w.*?[\]!:/@-]+$/;
const FACT_PATH = /^(?:origin|(?:params|context|analysis|via)\..+)$/;

const effect = () => z.enum(['allow', 'deny', 'review', 'block']);
const prose = () => z.string().min(1).max(MAX_PROSE).regex(lines());
const scalar = () => z.union([z.string(), z.number(), z.boolean()]);

/** What `value` must be for each shape an operator can ask for. */
export function valueSchema(shape: ValueShape) {
  switch (shape) {
    case 'none':
      return z.literal(true).optional();
    case 'scalar':
      return scalar();
    case 'scalars':
      return z.array(scalar()).min(1);
    case 'number':
      return z.number();
    case 'text':
      return z.string();
    case 'texts':
      return z.union([z.string(), z.array(z.string()).min(1)]);
  }
}

/** One test, `{op, value}`; which values an operator takes is checked by `valueSchema`. */
export function testSchema() {
  return z.strictObject({ op: z.string(), value: z.unknown().optional() });
}

/** Every test that can be written, each operator with its own values. */
function anyTestSchema() {
  const shapes: readonly ValueShape[] = ['scalar', 'scalars', 'number', 'text', 'texts', 'none'];
  const tests = shapes.map((shape) => {
    const operators = OPERATORS.filter((operator) => OPERATOR_TABLE[operator].value === shape);
    const description = operators
      .map((operator) => `${operator}: ${OPERATOR_TABLE[operator].summary}`)
      .join('\n');
    return z.strictObject({
      op: z.enum(operators.flatMap(operatorNames)).meta({ description }),
      value: valueSchema(shape).meta({ description: FIELDS.test.value.is }),
    });
  });
  const plain = z.union(tests).meta({ id: 'test' });
  const some = z.strictObject({ some: plain }).meta({ description: FIELDS.test.some.is });
  const every = z.strictObject({ every: plain }).meta({ description: FIELDS.test.every.is });
  return z.union([plain, some, every]).meta({ id: 'condition' });
}

function conditionsSchema() {
  const condition = anyTestSchema();
  const tests = z.array(condition).min(1);
  return z.record(z.string().regex(FACT_PATH), z.union([scalar(), condition, tests]));
}

/** In the whole, the names of the catalogue come first, so that editors offer them. */
function patterns(depth: Depth) {
  const names = ACTION_CATALOGUE.map(({ name }) => name.replace(/<[^>]*>/g, '*'));
  const any = z.union([z.enum(names), z.string().regex(ACTION_PATTERN)]).meta({ id: 'action' });
  const pattern = depth === 'whole' ? any : z.string();
  return z.union([pattern, z.array(pattern).min(1)]);
}

/** A statement; conditions are left as they are unless the whole is asked for. */
export function statementSchema(depth: Depth) {
  const fields = FIELDS.statement;
  const named = patterns(depth);
  const conditions = depth === 'whole' ? conditionsSchema() : z.record(z.string(), z.unknown());
  return z.strictObject({
    sid: z.string().min(1).max(MAX_SID).regex(line()).meta({ description: fields.sid.is }),
    effect: effect().meta({ description: fields.effect.is }),
    actions: named.meta({ description: fields.actions.is }),
    not_actions: named.optional().meta({ description: fields.not_actions.is }),
    conditions: conditions.optional().meta({ description: fields.conditions.is }),
    match: z.enum(['all', 'any']).optional().meta({ description: fields.match.is }),
    on_unknown: z
      .enum(['deny', 'review', 'ignore'])
      .optional()
      .meta({ description: fields.on_unknown.is }),
    reason: prose().optional().meta({ description: fields.reason.is }),
    hint: prose().optional().meta({ description: fields.hint.is }),
  });
}

/** A rule of the Python agsec's older format. */
export function ruleSchema() {
  const fields = FIELDS.rule;
  return z.strictObject({
    action: z.string().min(1).meta({ description: fields.action.is }),
    status: effect().meta({ description: fields.status.is }),
    reason: prose().optional().meta({ description: fields.reason.is }),
    priority: z.int().optional().meta({ description: fields.priority.is }),
    match: z.enum(['all', 'any']).optional().meta({ description: fields.match.is }),
    conditions: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ description: fields.conditions.is }),
  });
}

/** A policy file; statements and rules are left as they are unless the whole is asked for. */
export function fileSchema(depth: Depth) {
  const fields = FIELDS.file;
  const whole = depth === 'whole';
  const version = whole ? z.union([z.enum(['1.0', '1']), z.literal(1)]) : z.unknown();
  const statement = whole ? statementSchema(depth) : z.unknown();
  const rule = whole ? ruleSchema() : z.unknown();
  return z.strictObject({
    version: version.optional().meta({ description: fields.version.is }),
    default: effect().optional().meta({ description: fields.default.is }),
    statements: z.array(statement).optional().meta({ description: fields.statements.is }),
    rules: z.array(rule).optional().meta({ description: fields.rules.is }),
  });
}

/** A schema that is made when it is first asked for, and kept: to make one takes as long as a hundred checks. */
function kept<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** `statementSchema('shell')`, made once. */
export const statementShape = kept(() => statementSchema('shell'));

/** `testSchema()`, made once. */
export const testShape = kept(testSchema);

/** `ruleSchema()`, made once. */
export const ruleShape = kept(ruleSchema);

const valueShapes = new Map<ValueShape, ReturnType<typeof valueSchema>>();

/** `valueSchema(shape)`, each made once. */
export function valueShape(shape: ValueShape): ReturnType<typeof valueSchema> {
  const schema = valueShapes.get(shape) ?? valueSchema(shape);
  valueShapes.set(shape, schema);
  return schema;
}
