import { closeSync, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { type Fields, field, fieldsOf, textField } from '@agsec/runtime/adapter';
import type { ParsedEvent } from '@agsec/runtime/hook';
import { below, type CodexPlace } from '../client-files.ts';

/** The client's own record of a turn, where it stands: `ParsedEvent.turn`. */
export type Turn = NonNullable<ParsedEvent['turn']>;

/** What a session's own record says about a turn a person answers in. */
export type AnsweredTurn = {
  /** Folders the session works in. */
  readonly folders: readonly string[];
  /**
   * What the model asked for about a call of the turn: the sandbox the person chose, or something
   * else. `undefined` if the record has no such call.
   */
  sandboxOf(call: string): 'usual' | 'other' | undefined;
};

/**
 * Programs that show the client's questions to a person: its terminal, which calls itself so (measured
 * with 0.169), and the vendor's editor extension, by its source. What else speaks the protocol may
 * answer by itself.
 */
const SHOWN_TO_PEOPLE: ReadonlySet<string> = new Set(['codex-tui', 'codex_vscode']);

/** Approval policies under which the client asks what its rules want asked. */
const ASKING: ReadonlySet<string> = new Set(['on-request', 'untrusted', 'on-failure']);

/**
 * What the client has written down about a turn, if a person answers its questions there: not a model
 * (`approvals_reviewer`), not nobody, not another program; nor what the agent itself starts, which the
 * client's sandbox keeps from the socket by which its server is told answers. It writes that down
 * before it asks a hook; the effective value, wherever it was set (measured with 0.169). `undefined`
 * for everything else, also where it cannot be read.
 */
export function answeredByPerson(turn: Turn, place: CodexPlace): AnsweredTurn | undefined {
  const record = readRecord(turn.transcript, place);
  if (record === undefined) return undefined;
  const session = payloadOf(record.first, 'session_meta');
  const context = contextOf(record.rest, turn.id);
  if (session === undefined || context === undefined) return undefined;
  const isShown =
    SHOWN_TO_PEOPLE.has(textField(session, 'originator') ?? '') &&
    // A sub-agent's says whose it is, in an object.
    typeof field(session, 'source') === 'string' &&
    (textField(session, 'thread_source') ?? 'user') === 'user';
  const isAsked =
    textField(context, 'approvals_reviewer') === 'user' &&
    ASKING.has(textField(context, 'approval_policy') ?? '');
  if (!isShown || !isAsked || !isApart(context)) return undefined;
  return {
    folders: foldersIn(session, context),
    sandboxOf: (call) => sandboxIn(record.rest, call),
  };
}

/** Commands of the turn run in the client's sandbox and cannot connect to anything. */
function isApart(context: Fields): boolean {
  const profile = fieldsOf(field(context, 'permission_profile')) ?? {};
  return textField(profile, 'type') === 'managed' && textField(profile, 'network') === 'restricted';
}

function foldersIn(...records: readonly Fields[]): readonly string[] {
  const folders = records.flatMap((record) => {
    const roots = field(record, 'runtime_workspace_roots');
    return [textField(record, 'cwd'), ...(Array.isArray(roots) ? roots : [])];
  });
  return [...new Set(folders.filter((each) => typeof each === 'string'))];
}

/** The last one of the turn: a person may change who answers while it runs. */
function contextOf(lines: string, turn: string): Fields | undefined {
  return lastEntry(lines, 'turn_context', '"turn_context"', 'turn_id', turn);
}

/** Words of a shell call by which the model asks for other rights than the person's settings give. */
const OTHER_RIGHTS = ['with_escalated_permissions', 'additional_permissions'];

/** The client writes down what the model said before it asks a hook about it (measured with 0.169). */
function sandboxIn(lines: string, call: string): 'usual' | 'other' | undefined {
  const entry = lastEntry(lines, 'response_item', '"function_call"', 'call_id', call);
  const words = fieldsOf(jsonOf(textField(entry ?? {}, 'arguments') ?? ''));
  if (words === undefined) return undefined;
  const sandbox = field(words, 'sandbox_permissions') ?? 'use_default';
  const isUsual = sandbox === 'use_default' && OTHER_RIGHTS.every((name) => !field(words, name));
  return isUsual ? 'usual' : 'other';
}

/** The payload of the last line of a type that has the text `mark` in it, and this value of a member. */
function lastEntry(
  lines: string,
  type: string,
  mark: string,
  member: string,
  value: string,
): Fields | undefined {
  for (let end = lines.length; end > 0; ) {
    const at = lines.lastIndexOf(mark, end - 1);
    if (at < 0) return undefined;
    const start = lines.lastIndexOf('\n', at) + 1;
    const stop = lines.indexOf('\n', at);
    const entry = payloadOf(lines.slice(start, stop < 0 ? undefined : stop), type);
    if (entry !== undefined && textField(entry, member) === value) return entry;
    end = start;
  }
  return undefined;
}

/** What a line of the record holds, if it is of that type: a tool's output may quote another. */
function payloadOf(line: string, type: string): Fields | undefined {
  const entry = fieldsOf(jsonOf(line));
  if (entry === undefined || textField(entry, 'type') !== type) return undefined;
  return fieldsOf(field(entry, 'payload'));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Most bytes of the first line, which holds the model's instructions, and of the end of the record. */
const FIRST = 1024 * 1024;
const REST = 64 * 1024 * 1024;

type SessionRecord = { readonly first: string; readonly rest: string };

/** A file of the client's folder of sessions, which is protected as our own are; nothing else. */
function readRecord(path: string, { codexHome }: CodexPlace): SessionRecord | undefined {
  try {
    const sessions = realpathSync(below(codexHome, 'sessions'));
    const real = realpathSync(path);
    if (!real.startsWith(`${sessions}/`)) return undefined;
    const descriptor = openSync(real, 'r');
    try {
      const { size } = fstatSync(descriptor);
      const from = Math.max(0, size - REST);
      const rest = readAt(descriptor, from, size - from);
      const start = from === 0 ? rest : readAt(descriptor, 0, FIRST);
      const end = start.slice(0, FIRST).indexOf('\n');
      return end < 0 ? undefined : { first: start.slice(0, end), rest };
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

function readAt(descriptor: number, from: number, length: number): string {
  const bytes = Buffer.allocUnsafe(length);
  let read = 0;
  while (read < length) {
    const count = readSync(descriptor, bytes, read, length - read, from + read);
    if (count === 0) break;
    read += count;
  }
  return bytes.toString('utf8', 0, read);
}
