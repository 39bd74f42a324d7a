import { accessSync, constants } from 'node:fs';
import type { Decision } from '@agsec/core';
import { randomToken, readRegularFile } from '@agsec/runtime/adapter';
import type { HookOutput, ParsedEvent } from '@agsec/runtime/hook';
import type { CodexPlace } from '../client-files.ts';
import { profilesIn } from '../profiles.ts';
import { askProgramPath } from './ask-program.ts';
import { rulePath, ruleText } from './ask-rule.ts';
import { heldLine } from './held-line.ts';
import { otherHooks } from './other-hooks.ts';
import { isShownWhole } from './shown-whole.ts';
import { type AnsweredTurn, answeredByPerson } from './who-answers.ts';

/**
 * The answer by which the client asks a person about a shell command of a review: our program with
 * the command in it, about which a rule has it ask. `undefined` where that cannot be relied upon; then
 * a review is a denial with an id.
 */
export function hold(
  event: ParsedEvent,
  { statement }: Decision,
  place: CodexPlace,
): HookOutput | undefined {
  const { scope = 'user' } = place;
  const line = heldCommand(event);
  if (line === undefined || !isReady(place)) return undefined;
  const sandbox = askedPerson(event, place)?.sandboxOf(event.call_id ?? '');
  if (sandbox === undefined) return undefined;
  const program = askProgramPath(place, scope);
  // The client's prompt shows our reason in the place of the model's, and nothing of the sandbox.
  const why = `${statement?.sid ?? 'review'}${sandbox === 'usual' ? '' : ', OUTSIDE the sandbox'}`;
  const command = heldLine({ program, line, token: randomToken() }, why);
  if (command === undefined) return undefined;
  const answer = {
    hookSpecificOutput: {
      hookEventName: 'PreToolUse',
      permissionDecision: 'allow',
      updatedInput: { command },
    },
  };
  return { stdout: JSON.stringify(answer), stderr: '', exitCode: 0 };
}

/** True if the client, about to ask about a held call, asks a person, and means our program. */
export function isAsked(event: ParsedEvent, place: CodexPlace): boolean {
  const { scope = 'user' } = place;
  const { held } = event;
  return (
    held?.program === askProgramPath(place, scope) &&
    isShownWhole(held.line) &&
    askedPerson(event, place) !== undefined
  );
}

/** The line of a call that is one shell command; a patch would no longer be carried out as one. */
function heldCommand({ hook, tool, operations }: ParsedEvent): string | undefined {
  const [operation, ...others] = operations;
  if (hook !== 'PreToolUse' || tool !== 'Bash' || others.length > 0) return undefined;
  const command = operation?.action.params['command'];
  return typeof command === 'string' && isShownWhole(command) ? command : undefined;
}

function isReady(place: CodexPlace): boolean {
  const { scope = 'user' } = place;
  const path = rulePath(scope, place);
  return (
    path !== undefined &&
    readText(path) === ruleText(scope, place) &&
    isExecutable(askProgramPath(place, scope))
  );
}

/** The turn, if a person is asked in it and nobody else can answer. */
function askedPerson({ turn, context }: ParsedEvent, place: CodexPlace): AnsweredTurn | undefined {
  if (turn === undefined || context.headless === 'yes' || context.subagent !== undefined)
    return undefined;
  const answered = answeredByPerson(turn, place);
  if (answered === undefined) return undefined;
  const profiles = profilesIn(place.codexHome);
  const other = otherHooks({ place, folders: answered.folders, profiles, readText });
  return other === undefined ? answered : undefined;
}

/** Largest file of settings or hooks that is read. */
const FILE_LIMIT = 4 * 1024 * 1024;

/** Nothing here reads as settings, hooks or rules. */
const UNREADABLE = '\0';

function readText(path: string): string | undefined {
  try {
    const file = readRegularFile(path, FILE_LIMIT);
    return file.kind === 'read' ? file.bytes.toString() : UNREADABLE;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return error.code === 'ENOENT' || error.code === 'ENOTDIR' ? undefined : UNREADABLE;
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}
