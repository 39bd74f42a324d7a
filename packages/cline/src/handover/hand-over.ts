import { readFileSync, writeFileSync } from 'node:fs';
import { type Fields, field, fieldsOf, sha256Hex, textField } from '@agsec/runtime/adapter';
import type { HookAdapter, HookOutput } from '@agsec/runtime/hook';
import { agentFolder, type Lease, leaseFile, type Verdict, verdictFile } from './handover-names.ts';

/** By what hook and plugin know the same call. */
type CallKey = {
  readonly agent: string;
  readonly iteration: number;
  readonly id: string;
  readonly input: unknown;
};

/**
 * An adapter whose verdicts go to our plugin where it is there to carry them out: the model then reads
 * why a call was denied and goes on, while a hook alone can only end the run. The plugin says before
 * each turn of the model that it will ask for a verdict on every call of that turn, and lets none pass
 * without one; so a hook that is killed, hangs or is gone no longer lets a call run, and a call that
 * another hook has rewritten after it was judged does not run either. Without the plugin's word for
 * this very turn, or when it has died since, the answer is the hook's own.
 *
 * `state` is agsec's state folder. Keeps the call that is being answered: one adapter, one call.
 */
export function handingOver(
  adapter: HookAdapter,
  state: string,
  isAlive: (pid: number) => boolean,
): HookAdapter {
  let key: CallKey | undefined;
  const answer = (output: HookOutput): HookOutput =>
    key === undefined ? output : handOver(output, key, state, isAlive);
  return {
    ...adapter,
    parse(input, environment) {
      key = keyOf(input);
      return adapter.parse(input, environment);
    },
    respond: (event, decision, options) => answer(adapter.respond(event, decision, options)),
    respondNothing: (hook) => answer(adapter.respondNothing(hook)),
    respondFailure: (failure) => answer(adapter.respondFailure(failure)),
  };
}

function handOver(
  output: HookOutput,
  { agent, iteration, id, input }: CallKey,
  state: string,
  isAlive: (pid: number) => boolean,
): HookOutput {
  const answer = objectIn(output.stdout);
  if (answer === undefined) return output;
  const isDenied = field(answer, 'cancel') === true;
  const verdict: Verdict = {
    effect: isDenied ? 'deny' : 'pass',
    reason: textField(answer, 'errorMessage') ?? '',
    input: sha256Hex(JSON.stringify(input)),
  };
  let isThere: boolean;
  try {
    const folder = agentFolder(state, agent);
    const lease = readLease(folder);
    if (lease?.iteration !== iteration) return output;
    isThere = isAlive(lease.pid);
    // Also for a plugin that has died: the client may start another in its place.
    writeFileSync(verdictFile(folder, iteration, id), JSON.stringify(verdict), { mode: 0o600 });
  } catch (error) {
    // No plugin, or no way to reach it: the hook's own answer stands.
    if (error instanceof Error && ('code' in error || error instanceof URIError)) return output;
    throw error;
  }
  return isDenied && isThere ? { ...output, stdout: '{}' } : output;
}

/** What the plugin has said of itself, if it can be read. Throws the file system's error. */
function readLease(folder: string): Lease | undefined {
  const lease = objectIn(readFileSync(leaseFile(folder), 'utf8')) ?? {};
  const [iteration, pid] = [field(lease, 'iteration'), field(lease, 'pid')];
  return typeof iteration === 'number' && typeof pid === 'number' ? { iteration, pid } : undefined;
}

/** What names a call of the command line client; the extension's calls have no such names. */
function keyOf(payload: unknown): CallKey | undefined {
  const fields = fieldsOf(payload) ?? {};
  const call = fieldsOf(field(fields, 'tool_call')) ?? {};
  const [agent, id] = [textField(fields, 'agent_id'), textField(call, 'id')];
  const iteration = field(fields, 'iteration');
  if (!agent || !id || typeof iteration !== 'number') return undefined;
  return { agent, iteration, id, input: field(call, 'input') ?? null };
}

function objectIn(text: string): Fields | undefined {
  try {
    return fieldsOf(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
