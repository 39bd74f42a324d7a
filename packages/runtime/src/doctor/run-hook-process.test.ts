import { describe, expect, it } from 'vitest';
import { type HookRun, runHookProcess } from './run-hook-process.ts';

function run(line: string, stdin: string | Uint8Array = '', timeoutMs = 10_000): Promise<HookRun> {
  const options = {
    stdin,
    environment: { PATH: '/usr/bin:/bin', GIVEN: 'yes' },
    cwd: '/',
    timeoutMs,
  };
  return runHookProcess({ kind: 'shell', line }, options);
}

describe('runHookProcess', () => {
  it('passes the call on and gives output and status back', async () => {
    expect(await run('cat; echo note >&2; exit 2', 'call')).toMatchObject({
      stdout: 'call',
      stderr: 'note\n',
      exitCode: 2,
      timedOut: false,
    });
  });

  it('gives the process the named variables and no others', async () => {
    expect((await run('echo "$GIVEN $HOME"')).stdout).toBe('yes \n');
  });

  it('passes bytes that are no text, and 5 MB', async () => {
    expect((await run('od -An -tx1', Uint8Array.of(0xff, 0x00))).stdout.trim()).toBe('ff 00');
    expect((await run('wc -c', 'x'.repeat(5_000_000))).stdout.trim()).toBe('5000000');
  });

  it('is not disturbed by a hook that does not read', async () => {
    expect(await run('exit 0', 'x'.repeat(5_000_000))).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('reports a program that is not there and a signal as a shell does', async () => {
    const options = { stdin: '', environment: {}, cwd: '/', timeoutMs: 5000 };
    const missing = { kind: 'exec', command: '/nowhere/program', args: [] } as const;
    expect(await runHookProcess(missing, options)).toMatchObject({ exitCode: 127 });
    expect(await run('kill -9 $$')).toMatchObject({ exitCode: 137 });
  });

  it('kills what is still running at the timeout, children included', async () => {
    const result = await run('sleep 60 & echo $!; sleep 60', '', 200);
    expect(result.timedOut).toBe(true);
    const child = Number(result.stdout.trim());
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(
      (await run(`cat /proc/${child}/stat 2>/dev/null | cut -d' ' -f3`)).stdout.trim(),
    ).not.toBe('S');
  });

  it('runs a program with its arguments, no shell between', async () => {
    const words = { kind: 'exec', command: '/bin/echo', args: ['$HOME', 'a b'] } as const;
    const options = { stdin: '', environment: {}, cwd: '/', timeoutMs: 5000 };
    expect((await runHookProcess(words, options)).stdout).toBe('$HOME a b\n');
  });
});
