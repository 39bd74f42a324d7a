// What runs inside the sandbox for Codex: system files, set-up commands, the scripted API, the client,
// closing commands. Input: the path of a JSON file that holds a `SandboxJob` (see sandbox.ts); the
// result is written to `job.result`.
import { runJob } from '../run-job.mjs';
import { outputsIn, startFakeResponses, textOf } from './fake-responses.mjs';

/** Port of the scripted API; the sandbox's loopback is its own. */
const PORT = 8799;

/** What the model was told about each call, in order, from all requests (each result once). */
function toolResults(requests) {
  const names = new Map();
  const results = new Map();
  for (const { body } of requests) {
    for (const item of body?.input ?? []) {
      if (/_call$/.test(item.type ?? '')) names.set(item.call_id, item.name);
    }
    for (const { call_id: id, output } of outputsIn(body ?? {})) {
      if (results.has(id)) continue;
      const text = textOf(output);
      const isError = /blocked by PreToolUse hook/.test(text);
      results.set(id, { id, tool: names.get(id), isError, text });
    }
  }
  return [...results.values()];
}

/** Names of the tools the client offered the model. */
function offeredTools(requests) {
  return [...new Set(requests.flatMap(({ body }) => (body?.tools ?? []).map(({ name }) => name)))];
}

await runJob(process.argv[2], {
  start: (script) => startFakeResponses(script, PORT),
  toolResults,
  offeredTools,
});
