import { evaluate } from '@agsec/core';
import { compilePolicies, type Policy } from '@agsec/core/policy';
import type { HomeLayout, RecordedAction, ReviewRequest } from '@agsec/runtime';
import { CliError } from '../context.ts';
import { type Exception, withException } from '../policy-files/except-statement.ts';
import { checkOwnLayer, ownSources } from '../policy-files/own-policies.ts';
import { recordedEvent } from '../policy-files/recorded-event.ts';
import { type Change, changesBetween } from '../policy-files/statement-changes.ts';
import { type NewStatement, withStatement } from '../policy-files/statement-text.ts';

/** How a person's own policies have to change so that a call is not asked about again. */
export type AlwaysPlan = {
  /** Names and new texts of policy files. */
  readonly files: ReadonlyMap<string, string>;
  readonly changes: readonly Change[];
};

/** File that statements are added to. */
const OWN_FILE = '50_own.yaml';

/**
 * The statement that asks leaves this one thing out, and where nothing else allows the call one more
 * statement does. Throws `CliError` where that is not the person's to say, or cannot be said of
 * exactly this call.
 */
export function planAlways(home: HomeLayout, request: ReviewRequest): AlwaysPlan {
  requireOwn(request);
  const before = new Map(ownSources(home).map(({ file, text }) => [file, text]));
  const files = new Map<string, string>();
  const textOf = (file: string): string | undefined => files.get(file) ?? before.get(file);
  for (const action of request.call.actions.filter(({ effect }) => effect === 'review')) {
    const exception = exceptionOf(action);
    const { sid = '' } = action;
    const found = [...before.keys()].flatMap((file) => {
      const text = withException(textOf(file) ?? '', sid, exception);
      return text === undefined ? [] : [[file, text] as const];
    })[0];
    if (found === undefined) throw notExact(`${sid} cannot be changed by a command`);
    files.set(...found);
  }
  if (answerOf(check(home, files), request) !== 'allow') {
    files.set(OWN_FILE, withStatement(textOf(OWN_FILE), allowOf(request)));
    if (answerOf(check(home, files), request) !== 'allow')
      throw notExact('other statements would still stop it');
  }
  const now = Object.fromEntries([...before, ...files]);
  return { files, changes: changesBetween(below(Object.fromEntries(before)), below(now)) };
}

type Texts = { readonly [file: string]: string };

function below(texts: Texts): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([file, text]) => [`policies/${file}`, text]),
  );
}

function check(home: HomeLayout, files: ReadonlyMap<string, string>): readonly Policy[] {
  return checkOwnLayer(
    home,
    [...files].map(([file, text]) => ({ file, text })),
  );
}

/** Only what the person's own policies ask is theirs to settle. */
function requireOwn({ call }: ReviewRequest): void {
  const asking = call.layers.filter(({ effect }) => effect === 'review');
  const other = asking.find(({ layer }) => layer !== 'user');
  if (other !== undefined)
    throw notExact(`the ${other.layer} policies ask for it, not your own alone`);
  if (call.matched_by === 'self_protection') throw notExact('agsec itself asks for it');
  if (call.matched_by === 'unknown' || call.actions.some(({ unknown = [] }) => unknown.length > 0))
    throw notExact('not all of it is known before it runs');
}

function notExact(why: string): CliError {
  return new CliError(
    'no-always',
    `This call cannot be allowed for ever: ${why}.`,
    'Use --for project, or change the statement in your editor.',
  );
}

/** Facts of which one value says what a call acts on. */
const FACTS: readonly (readonly [actions: RegExp, param: string])[] = [
  [/^(?:file\.|notebook\.)/, 'file_path'],
  [/^(?:web|net)\./, 'host'],
  [/^(?:bash\.execute|command\.run)$/, 'command'],
];

/** Tools that agsec can name, but not look into. */
const OPAQUE = /^(?:mcp|unknown)\./;

function exceptionOf({ name, params }: RecordedAction): Exception {
  if (OPAQUE.test(name)) return { kind: 'action', name };
  const param = FACTS.find(([actions]) => actions.test(name))?.[1];
  const value = param === undefined ? undefined : params[param];
  if (param === undefined || typeof value !== 'string' || isShortened(value))
    throw notExact(`no single value says what ${name} acts on`);
  return { kind: 'value', fact: `params.${param}`, value };
}

/** What was redacted or cut for the request is not the value itself. */
function isShortened(value: string): boolean {
  return value.includes('[redacted:') || value.includes('…[cut]');
}

/** A statement that allows what the tool itself does. */
function allowOf({ id, call }: ReviewRequest): NewStatement {
  const [tool] = call.actions;
  if (tool === undefined) throw notExact('the request does not say what it does');
  const exception = exceptionOf(tool);
  return {
    sid: `Always_${id}`,
    effect: 'allow',
    actions: [tool.name],
    ...(exception.kind === 'action'
      ? {}
      : { conditions: { [exception.fact]: { op: '==', value: exception.value } } }),
    reason: 'Approved for ever by agsec approve --always',
  };
}

function answerOf(policies: readonly Policy[], { agent, session, call }: ReviewRequest): string {
  const event = recordedEvent({ ...call, agent, session });
  return evaluate(compilePolicies([{ layer: 'user', policies }]), event).effect;
}
