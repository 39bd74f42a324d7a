import { resolve } from 'node:path';
import { explain, type Params } from '@agsec/core';
import type { DecidedEvent } from '@agsec/runtime';
import type { ExplainOptions } from '../commands/explain.ts';
import { type CliContext, CliError } from '../context.ts';
import { Decider } from './decider.ts';
import { machineOf } from './machine.ts';
import { namedParams } from './named-params.ts';
import { policyFolder } from './policy-folder.ts';
import { eventOf } from './request.ts';
import { showExplanation } from './show-explanation.ts';

/** Decides what is written and shows why. Runs nothing, records nothing. */
export function runExplain(
  context: CliContext,
  words: readonly string[],
  options: ExplainOptions,
): void {
  const decided = decide(context, words, options);
  const { managed, own } = decided.policies;
  const explanation = explain(
    { format: 1, layers: [...managed.layers, ...own.layers] },
    decided.event,
  );
  if (options.json) {
    const { decision, effective, event } = decided;
    const { layers } = explanation;
    context.out(`${JSON.stringify({ decision, effective, event, layers })}\n`);
  } else showExplanation(context, decided, explanation, options.all === true);
}

function decide(
  context: CliContext,
  words: readonly string[],
  options: ExplainOptions,
): DecidedEvent {
  const cwd = resolve(context.cwd, options.cwd ?? '');
  const folder = policyFolder(context, options.policyDir);
  const event = eventOf(options.tool ?? 'bash.execute', paramsOf(words, options), {
    agent: options.agent,
    cwd,
    workspace_roots: [cwd],
  });
  return new Decider(machineOf(context), folder).decide(event);
}

function paramsOf(words: readonly string[], { tool }: ExplainOptions): Params {
  if (tool !== undefined) return namedParams(tool, words);
  if (words.length > 0) return { command: words.join(' ') };
  throw new CliError(
    'no-command',
    'There is nothing to explain.',
    "For example: agsec explain 'cat .env'",
  );
}
