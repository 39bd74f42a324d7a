// What runs inside the sandbox: set-up commands, the scripted API, the client, closing commands.
// Input: the path of a JSON file that holds a `SandboxJob` (see sandbox.ts); the result is written
// to `job.result`. No dependency, so that a demo can use it without a build.
import { startFakeAnthropic } from './fake-anthropic.mjs';
import { runJob } from './run-job.mjs';

/** Text of a tool result's content: a string or a list of text blocks. */
function textOf(content) {
  if (typeof content === 'string') return content;
  return (content ?? []).map((block) => block.text ?? '').join('\n');
}

/** What the model was told about each call, in order, from all requests (each result once). */
function toolResults(requests) {
  const names = new Map();
  const results = new Map();
  for (const { body } of requests) {
    for (const message of body?.messages ?? []) {
      if (!Array.isArray(message.content)) continue;
      for (const block of message.content) {
        if (block.type === 'tool_use') names.set(block.id, block.name);
        if (block.type === 'tool_result' && !results.has(block.tool_use_id)) {
          results.set(block.tool_use_id, {
            id: block.tool_use_id,
            tool: names.get(block.tool_use_id),
            isError: block.is_error === true,
            text: textOf(block.content),
          });
        }
      }
    }
  }
  return [...results.values()];
}

/** Names of the tools the client offered the model. */
function offeredTools(requests) {
  return [...new Set(requests.flatMap(({ body }) => (body?.tools ?? []).map((tool) => tool.name)))];
}

await runJob(process.argv[2], {
  start: startFakeAnthropic,
  toolResults,
  offeredTools,
});
