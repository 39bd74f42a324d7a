import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

// Tests must not see the agent they may be running under, nor the developer's own settings.
const foreign =
  /^(CLAUDECODE$|CLAUDE_|AI_AGENT$|CODEX_|CURSOR_|COPILOT_|AGSEC_|XDG_|NODE_OPTIONS$|NODE_EXTRA_CA_CERTS$)/;
for (const name of Object.keys(process.env)) {
  if (foreign.test(name)) delete process.env[name];
}

const home = mkdtempSync(join(tmpdir(), 'agsec-test-home-'));
process.env['HOME'] = home;
process.env['USERPROFILE'] = home;
afterAll(() => rmSync(home, { recursive: true, force: true }));
