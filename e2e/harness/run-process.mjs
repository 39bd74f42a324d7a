// Runs the commands of a job inside the sandbox.
import { spawn } from 'node:child_process';

/** Runs one command to its end, or to its time limit, then ends its whole process group. */
export function runProcess(command) {
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

/** Runs commands one after the other. */
export async function runProcesses(commands) {
  const results = [];
  for (const command of commands ?? []) results.push(await runProcess(command));
  return results;
}
