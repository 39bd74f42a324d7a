// What runs inside the sandbox for Cline: system files, set-up commands, the scripted API, the client,
// closing commands. Input: the path of a JSON file that holds a `SandboxJob` (see sandbox.ts); the
// result is written to `job.result`.
import { runJob } from '../run-job.mjs';
import { startFakeChatCompletions } from './fake-chat-completions.mjs';

/** Port of the scripted API; the sandbox's loopback is its own. */
const PORT = 8798;

/** True if the client says that a call was not run; what a program printed is no such word. */
function isError(text) {
  try {
    const said = JSON.parse(text);
    return typeof said === 'object' && said !== null && typeof said.error === 'string';
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** What the model was told about each call, in order, from all requests (each result once). */
function toolResults(requests) {
  const names = new Map();
  const results = new Map();
  for (const message of requests.flatMap(({ body }) => body?.messages ?? [])) {
    for (const call of message.tool_calls ?? []) names.set(call.id, call.function.name);
    const { role, tool_call_id: id, content: text } = message;
    if (role !== 'tool' || results.has(id)) continue;
    results.set(id, { id, tool: names.get(id), isError: isError(text), text });
  }
  return [...results.values()];
}

/** Names of the tools the client offered the model. */
function offeredTools(requests) {
  const tools = requests.flatMap(({ body }) => body?.tools ?? []);
  return [...new Set(tools.map((tool) => tool.function.name))];
}

await runJob(process.argv[2], {
  start: (script) => startFakeChatCompletions(script, PORT),
  toolResults,
  offeredTools,
});
