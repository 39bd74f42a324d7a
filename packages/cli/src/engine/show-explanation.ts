import type {
  Action,
  ConditionReport,
  Decision,
  Explanation,
  StatementExplanation,
  StatementResult,
} from '@agsec/core';
import type { DecidedEvent } from '@agsec/runtime';
import type { CliContext } from '../context.ts';
import { plural } from '../terminal/plural.ts';
import { paintEffect, printable, type Style, styleOf } from '../terminal/style.ts';
import { table } from '../terminal/table.ts';

/** Longest text of a parameter or a condition's value. */
const VALUE_LENGTH = 100;

/** Shows the verdict, what the call would do, and the statements that speak about it. */
export function showExplanation(
  context: CliContext,
  decided: DecidedEvent,
  explanation: Explanation,
  all: boolean,
): void {
  const style = styleOf(context);
  const sections = [
    verdict(style, decided.decision),
    modeNote(style, decided),
    actionLines(style, decided),
    unreadNote(style, decided),
    ...statementLines(style, explanation, all),
  ];
  context.out(`${sections.filter((text) => text !== '').join('\n\n')}\n`);
}

function verdict(style: Style, { effect, statement, matched_by, reason, hint }: Decision): string {
  const by =
    statement === undefined
      ? matched_by
      : `${statement.sid} (${statement.layer}/${statement.policy}, ${matched_by})`;
  const lines = [
    `${style.bold(paintEffect(style, effect, effect.toUpperCase()))}  ${printable(by)}`,
    `  ${printable(reason)}`,
    ...(hint === undefined ? [] : [`  ${style.dim('hint:')} ${printable(hint)}`]),
  ];
  return lines.join('\n');
}

/** What really happens, where the mode makes it something else. */
function modeNote(style: Style, { decision, effective, policies }: DecidedEvent): string {
  const { mode, managedMode } = policies.settings;
  if (mode === 'halt' || managedMode === 'halt')
    return style.yellow('agsec is halted: every call is blocked, this one too');
  return decision.effect !== 'allow' && effective.effect === 'allow'
    ? style.yellow('observe mode: this would be logged and not blocked')
    : '';
}

function actionLines(style: Style, { event, decision }: DecidedEvent): string {
  const said = new Map(
    decision.actions.map((each) => [`${each.operation} ${each.derived ?? -1}`, each]),
  );
  const rows = event.operations.flatMap(({ action, derived }, operation) =>
    [action, ...derived].map((each, index) => {
      const { effect, statement } = said.get(`${operation} ${index - 1}`) ?? {};
      return [
        effect === undefined ? style.dim('–') : paintEffect(style, effect),
        `${index === 0 ? '' : '  '}${printable(each.name)}`,
        printable(subjectOf(each)),
        style.dim(printable(statement?.sid ?? '')),
      ];
    }),
  );
  return rows.length === 0 ? '' : `${style.bold('what it would do')}\n${table(rows, '  ')}`;
}

function unreadNote(style: Style, { event }: DecidedEvent): string {
  const unknown = new Set(event.operations.flatMap(({ analysis }) => analysis.unknown));
  if (unknown.size === 0) return '';
  return `${style.yellow('not read to the end')}: ${[...unknown].join(', ')}`;
}

/** Parameters that say what an action is about, the first of them first. */
const SUBJECT = [
  'command',
  'file_path',
  'to',
  'url',
  'host',
  'branches',
  'packages',
  'sql',
  'verb',
  'kind',
  'language',
  'source',
  'pattern',
  'query',
  'target',
] as const;

function subjectOf({ params, unknown }: Action): string {
  const parts = SUBJECT.flatMap((name) => {
    const value = params[name];
    if (value === undefined) return [];
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return [unknown.includes(name) ? `${text} (not known)` : text];
  });
  return short(parts.join('  '));
}

/** Strictest first: it decides. */
const EFFECTS = ['deny', 'review', 'allow'] as const;

type Row = { readonly statement: StatementExplanation; readonly result: StatementResult };

const MARKS = { matched: 'matched', possible: 'possible', not_matched: 'no' } as const;

function statementLines(style: Style, { layers }: Explanation, all: boolean): readonly string[] {
  const rows = layers
    .flatMap((layer) => layer.statements)
    .flatMap((statement) => statement.results.map((result): Row => ({ statement, result })));
  const matching = EFFECTS.flatMap((effect) =>
    rows.filter(
      ({ statement, result }) => statement.effect === effect && result.outcome !== 'not_matched',
    ),
  );
  const shown = all ? [...matching, ...rows.filter((row) => !matching.includes(row))] : matching;
  const others = new Set(rows.map(({ statement }) => statement)).size;
  const section =
    shown.length === 0
      ? []
      : [
          `${style.bold('statements')}\n${table(
            shown.map((row) => cells(style, row)),
            '  ',
          )}`,
        ];
  const hidden = others - new Set(shown.map(({ statement }) => statement)).size;
  if (hidden === 0) return section;
  const verb = hidden === 1 ? 'does' : 'do';
  return [
    ...section,
    style.dim(
      `${plural(hidden, 'other statement')} about these actions ${verb} not match; --all shows why`,
    ),
  ];
}

function cells(style: Style, { statement, result }: Row): readonly string[] {
  const { outcome, condition, unexpected, action } = result;
  const mark = MARKS[outcome];
  const why =
    unexpected === undefined
      ? conditionText(condition)
      : `it does not speak about ${unexpected}, and there are some`;
  return [
    outcome === 'not_matched' ? style.dim(mark) : mark,
    paintEffect(style, statement.effect),
    printable(statement.statement.sid),
    printable(action),
    style.dim(printable(why)),
  ];
}

function conditionText(condition: ConditionReport | undefined): string {
  if (condition === undefined) return '';
  const { fact, op, wanted, seen, unknown } = condition;
  const is =
    seen === undefined
      ? 'absent'
      : unknown
        ? 'not known'
        : seen.map((value) => JSON.stringify(value)).join(', ');
  return `${fact} ${op} ${short(JSON.stringify(wanted))}; it is ${short(is)}`;
}

function short(text: string): string {
  return text.length > VALUE_LENGTH ? `${text.slice(0, VALUE_LENGTH - 1)}…` : text;
}
