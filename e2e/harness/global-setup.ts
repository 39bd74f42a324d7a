import { rmSync } from 'node:fs';
import { CLAUDE_CODE, CLINE, CODEX, COPILOT, installClient } from './agents.ts';
import { INSTALLED, installPacked } from './packed.ts';

/**
 * Installs the packed tarballs and the real clients, once for the whole run. A client that cannot
 * be installed fails the run: these suites do not pass by being skipped.
 */
export function setup(): () => void {
  installClient(CLAUDE_CODE);
  installClient(CLINE);
  installClient(CODEX);
  installClient(COPILOT);
  const folder = installPacked();
  process.env[INSTALLED] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
