// What runs inside the sandbox: set-up commands, the scripted API, the client, closing commands.
// Input: the path of a JSON file that holds a `SandboxJob` (see sandbox.ts); the result is written
// to `job.result`. No dependency, so that a demo can use it without a build.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { startFakeAnthropic } from './fake-anthropic.mjs';

/** Runs one command to its end, or to its time limit, then ends its whole process group. */
function run(command, extraEnvironment = {}) {
  return new Promise((resolve) => {
    const [program, ...args] = command.argv;
    const child = spawn(program, args, {
      cwd: command.cwd,
      env: { ...command.env, ...extraEnvironment },
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const output = { stdout: '', stderr: '', timedOut: false };
    const timer = setTimeout(() => {
      output.timedOut = true;
      process.kill(-child.pid, 'SIGKILL');
    }, command.timeoutMs ?? 60_000);
    const end = (exitCode, signal, error) => {
      clearTimeout(timer);
      resolve({ ...output, exitCode, signal, ...(error ? { error: error.message } : {}) });
    };
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      output.stderr += text;
    });
    child.on('error', (error) => end(null, null, error));
    child.on('close', (exitCode, signal) => end(exitCode, signal));
    child.stdin.on('error', () => {
      output.stdinClosedEarly = true;
    });
    child.stdin.end(command.stdin ?? '');
  });
}

async function runAll(commands) {
  const results = [];
  for (const command of commands ?? []) results.push(await run(command));
  return results;
}

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

async function main(jobPath) {
  const job = JSON.parse(readFileSync(jobPath, 'utf8'));
  for (const [path, text] of Object.entries(job.systemFiles ?? {})) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const before = await runAll(job.before);
  const api = await startFakeAnthropic(job.script ?? { turns: [] });
  const client = job.client
    ? await run(job.client, { [job.client.baseUrlVariable]: api.url })
    : undefined;
  await api.close();
  const after = await runAll(job.after);
  const result = {
    before,
    client,
    after,
    toolResults: toolResults(api.requests),
    offeredTools: offeredTools(api.requests),
    requests: api.requests.map(({ method, path }) => `${method} ${path}`),
  };
  writeFileSync(job.result, JSON.stringify(result));
}

await main(process.argv[2]);
