import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { besideOwnHook } from './beside-own-hook.ts';
import { parse } from './parse.ts';

let home = '';

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'agsec-beside-'));
});
afterEach(() => rmSync(home, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
}

const place = () => ({ home, bin: join(home, '.agsec/bin') });
const loader = (agent: string) => join(home, `.agsec/bin/${agent}.cjs`);

const CURSOR = {
  cursor_version: '3.22.12',
  hook_event_name: 'preToolUse',
  session_id: 's',
  workspace_roots: ['/p'],
  tool_name: 'Shell',
  tool_input: { command: 'ls', cwd: '/p' },
};
const COPILOT = {
  hook_event_name: 'PreToolUse',
  session_id: 's',
  timestamp: '2026-11-22T09:58:13.602Z',
  cwd: '/p',
  tool_name: 'Bash',
  tool_input: { command: 'ls' },
};
const VSCODE = { ...COPILOT, hook_event_name: undefined, hookEventName: 'PreToolUse' };
const CLAUDE = { ...COPILOT, timestamp: undefined };

function isSecondary(payload: object): boolean {
  const result = besideOwnHook(parse(JSON.parse(JSON.stringify(payload)), {}), place);
  if (result.kind !== 'event') throw new Error(`not a call: ${JSON.stringify(result)}`);
  return result.event.secondary === true;
}

function cursorHooks(command = `exec node '${loader('cursor')}' 10`, more: object = {}): string {
  const entries = [{ command, timeout: 10, failClosed: true }];
  return JSON.stringify({
    version: 1,
    hooks: { preToolUse: entries, beforeShellExecution: entries, ...more },
  });
}

function installCursor(text = cursorHooks()): void {
  write('.agsec/bin/cursor.cjs', '');
  write('.cursor/hooks.json', text);
}

function installCopilot(): void {
  write('.agsec/bin/copilot.cjs', '');
  const entries = [{ bash: `exec node '${loader('copilot')}' 10`, powershell: 'exit 2' }];
  write('.copilot/hooks/agsec.json', JSON.stringify({ hooks: { preToolUse: entries } }));
}

describe('beside agsec’s own hook of the agent, only a deny counts', () => {
  it('in Cursor', () => {
    expect(isSecondary(CURSOR)).toBe(false);
    installCursor();
    expect(isSecondary(CURSOR)).toBe(true);
    expect([COPILOT, VSCODE, CLAUDE].map(isSecondary)).toEqual([false, false, false]);
  });

  it('in Copilot and VS Code', () => {
    expect([COPILOT, VSCODE].map(isSecondary)).toEqual([false, false]);
    installCopilot();
    expect([COPILOT, VSCODE].map(isSecondary)).toEqual([true, true]);
    expect([CURSOR, CLAUDE].map(isSecondary)).toEqual([false, false]);
  });

  it.each<readonly [string, () => void]>([
    ['its loader is gone', () => rmSync(loader('cursor'))],
    ['the file is gone', () => rmSync(join(home, '.cursor/hooks.json'))],
    ['the file is no JSON', () => installCursor(`${cursorHooks()},`)],
    ['the file is no object', () => installCursor('[]')],
    ['it names a loader elsewhere', () => installCursor(cursorHooks("node '/tmp/cursor.cjs'"))],
    [
      'one of its events is missing',
      () => installCursor(cursorHooks(undefined, { preToolUse: [] })),
    ],
    [
      'one of its events is no list',
      () => installCursor(cursorHooks(undefined, { preToolUse: {} })),
    ],
  ])('but not where %s', (_, undo) => {
    installCursor();
    undo();
    expect(isSecondary(CURSOR)).toBe(false);
  });

  it('and not on the word of a repository', () => {
    write('.agsec/bin/cursor.cjs', '');
    write('project/.cursor/hooks.json', cursorHooks());
    expect(isSecondary({ ...CURSOR, workspace_roots: [join(home, 'project')] })).toBe(false);
  });
});
