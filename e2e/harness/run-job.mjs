// Does one job inside the sandbox: system files, set-up commands, the scripted API, the client, closing
// commands. No dependency, so that a demo can use it without a build.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { runProcess, runProcesses } from './run-process.mjs';

function withVariable(command, name, value) {
  return name === undefined ? command : { ...command, env: { ...command.env, [name]: value } };
}

/**
 * Does the `SandboxJob` (see sandbox.ts) in the file at `jobPath`, and writes what came of it to
 * `job.result`. An API of a client is `start(script)` and, of the requests it got, what the model was
 * told about each call and which tools it was offered.
 */
export async function runJob(jobPath, { start, toolResults, offeredTools }) {
  const job = JSON.parse(readFileSync(jobPath, 'utf8'));
  for (const [path, text] of Object.entries(job.systemFiles ?? {})) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const before = await runProcesses(job.before);
  const api = await start(job.script ?? { turns: [] });
  const client = job.client
    ? await runProcess(withVariable(job.client, job.client.baseUrlVariable, api.url))
    : undefined;
  await api.close();
  const after = await runProcesses(job.after);
  const { requests } = api;
  const result = {
    before,
    client,
    after,
    toolResults: toolResults(requests),
    offeredTools: offeredTools(requests),
    requests: requests.map(({ method, path }) => `${method} ${path}`),
  };
  writeFileSync(job.result, JSON.stringify(result));
}
