// What runs inside the sandbox for Codex: system files, set-up commands, the scripted API, the client,
// closing commands. Input: the path of a JSON file that holds a `SandboxJob` (see sandbox.ts); the
// result is written to `job.result`.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { outputsIn, startFakeResponses, textOf } from './fake-responses.mjs';

/** Port of the scripted API; the sandbox's loopback is its own. */
const PORT = 8799;

/** Runs one command to its end, or to its time limit, then ends its whole process group. */
function run(command) {
  return new Promise((resolve) => {
    const [program, ...args] = command.argv;
    const child = spawn(program, args, {
      cwd: command.cwd,
      env: command.env,
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
    for (const name of ['stdout', 'stderr']) {
      child[name].setEncoding('utf8').on('data', (text) => {
        output[name] += text;
      });
    }
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

async function main(jobPath) {
  const job = JSON.parse(readFileSync(jobPath, 'utf8'));
  for (const [path, text] of Object.entries(job.systemFiles ?? {})) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const before = await runAll(job.before);
  const api = await startFakeResponses(job.script ?? { turns: [] }, PORT);
  const client = job.client ? await run(job.client) : undefined;
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
