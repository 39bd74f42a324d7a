import type { Effect, ParamValue } from '@agsec/core';
import type { DecidedEvent } from '@agsec/runtime';
import { directChunks } from '@agsec/runtime';
import { INPUT_LIMIT, runHook } from '@agsec/runtime/hook';
import { agentNamed } from '../adapters.ts';
import type { CheckOptions } from '../commands/check.ts';
import { type CliContext, CliError, type ExitStatus } from '../context.ts';
import { Decider } from './decider.ts';
import { machineOf } from './machine.ts';
import { policyFolder } from './policy-folder.ts';
import { readLines } from './read-lines.ts';
import { readRequest } from './request.ts';

const STATUS: { readonly [effect in Effect]: ExitStatus } = { allow: 0, deny: 3, review: 4 };

/** Seconds a call in an agent's own format may take, as if its hook had been told so. */
const NATIVE_TIMEOUT = '60';

/**
 * Answers one request, or with `jsonl` one a line. `undefined`: the process has its exit status
 * already. Throws `CliError` for options that make no sense, and what reading the input throws.
 */
export async function runCheck(
  context: CliContext,
  options: CheckOptions,
): Promise<ExitStatus | undefined> {
  const { format, jsonl, policyDir } = options;
  if (format !== undefined) {
    if (jsonl || policyDir !== undefined)
      throw new CliError(
        'format-alone',
        '--format does what the hook does, with the policies of the hook.',
        'Leave out --jsonl and --policy-dir.',
      );
    return checkNative(format);
  }
  const answer = answerer(context, policyDir);
  if (jsonl) {
    for await (const line of readLines(context.readInput(), INPUT_LIMIT))
      context.out(`${line === 'too-long' ? tooLarge().line : answer(line.bytes).line}\n`);
    return 0;
  }
  const { effect, line } = await answerWhole(context.readInput(), answer);
  context.out(`${line}\n`);
  return STATUS[effect];
}

type Answer = { readonly effect: Effect; readonly line: string };

async function answerWhole(
  input: AsyncIterable<Uint8Array>,
  answer: (bytes: Uint8Array) => Answer,
): Promise<Answer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of input) {
    length += chunk.length;
    if (length > INPUT_LIMIT) return tooLarge();
    chunks.push(chunk);
  }
  return answer(Buffer.concat(chunks));
}

function answerer(
  context: CliContext,
  policyDir: string | undefined,
): (bytes: Uint8Array) => Answer {
  const decider = new Decider(machineOf(context), policyFolder(context, policyDir));
  return (bytes) => {
    const read = readRequest(bytes);
    if (!read.ok) return errorAnswer(read.id, `This request cannot be read: ${read.problem}.`);
    return answerOf(read.request.id, decider.decide(read.request.event));
  };
}

function tooLarge(): Answer {
  return errorAnswer(null, `This request is larger than ${INPUT_LIMIT / 1024 / 1024} MiB.`);
}

function errorAnswer(id: ParamValue, reason: string): Answer {
  const line = JSON.stringify({ id, effect: 'deny', matched_by: 'error', reason });
  return { effect: 'deny', line };
}

function answerOf(id: ParamValue, { decision, event }: DecidedEvent): Answer {
  const { effect, statement, matched_by, reason, hint } = decision;
  const unknown = [...new Set(event.operations.flatMap((each) => each.analysis.unknown))];
  const line = JSON.stringify({
    id,
    effect,
    ...(statement === undefined ? {} : { sid: statement.sid, policy: statement.policy }),
    matched_by,
    reason,
    ...(hint === undefined ? {} : { hint }),
    analysis: { complete: unknown.length === 0, unknown },
    actions: answeredActions({ decision, event }),
  });
  return { effect, line };
}

/** Every action with what was said about it: the tool's own, then what it would do. */
function answeredActions({ decision, event }: Pick<DecidedEvent, 'decision' | 'event'>): object[] {
  const said = new Map(
    decision.actions.map((each) => [`${each.operation} ${each.derived ?? -1}`, each]),
  );
  return event.operations.flatMap(({ action, derived }, operation) =>
    [action, ...derived].map(({ name, params, unknown }, index) => {
      const own = said.get(`${operation} ${index - 1}`);
      return {
        name,
        params,
        ...(unknown.length === 0 ? {} : { unknown }),
        ...(own?.effect === undefined ? {} : { effect: own.effect }),
        ...(own?.statement === undefined ? {} : { sid: own.statement.sid }),
      };
    }),
  );
}

/** The same bytes, record and exit status as the installed hook: it ends the process itself. */
async function checkNative(agent: string): Promise<undefined> {
  const { adapter } = agentNamed(agent);
  const { env, execArgv, execPath, platform, pid, ppid } = process;
  await runHook(adapter, directChunks, {
    env,
    execArgv,
    execPath,
    platform,
    pid,
    ppid,
    argv: ['', '', NATIVE_TIMEOUT],
    uptime: () => process.uptime(),
    kill: (target, signal) => process.kill(target, signal),
    exit: (status) => process.exit(status),
  });
}
