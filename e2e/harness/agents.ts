import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A real agent client of the end-to-end suite, pinned. */
export type AgentClient = {
  /** Our name for it. */
  readonly agent: string;
  readonly npmName: string;
  readonly version: string;
  /** The program to start, below the folder it is installed to. */
  readonly program: string;
};

const platform = `${process.platform}-${process.arch}`;

/**
 * The clients the suite drives. Claude Code ships as a native binary in a package per platform; it
 * runs without its install script.
 */
export const CLAUDE_CODE: AgentClient = {
  agent: 'claude-code',
  npmName: '@anthropic-ai/claude-code',
  version: '2.1.328',
  program: `node_modules/@anthropic-ai/claude-code-${platform}/claude`,
};

/** The Copilot command line, as a native binary in a package per platform. */
export const COPILOT: AgentClient = {
  agent: 'copilot',
  npmName: '@github/copilot',
  version: '1.0.102',
  program: `node_modules/@github/copilot-${platform}/copilot`,
};

const TARGETS: { readonly [platform: string]: string } = {
  'linux-x64': 'x86_64-unknown-linux-musl',
  'linux-arm64': 'aarch64-unknown-linux-musl',
  'darwin-x64': 'x86_64-apple-darwin',
  'darwin-arm64': 'aarch64-apple-darwin',
};

/** Codex, as a native binary in a package per platform. */
export const CODEX: AgentClient = {
  agent: 'codex',
  npmName: '@openai/codex',
  version: '0.169.0',
  program: `node_modules/@openai/codex-${platform}/vendor/${TARGETS[platform]}/bin/codex`,
};

/** Cline's command line, as a native binary in a package per platform. */
export const CLINE: AgentClient = {
  agent: 'cline',
  npmName: 'cline',
  version: '3.0.65',
  program: `node_modules/@cline/cli-${platform}/bin/cline`,
};

/** Folder the clients are kept in, outside the clone: `AGSEC_AGENT_CACHE`, or the user's cache. */
export function agentCache(): string {
  const chosen = process.env['AGSEC_AGENT_CACHE'];
  if (chosen !== undefined && chosen !== '') return chosen;
  const shared = '/var/cache/agsec-agents';
  if (process.getuid?.() === 0 || existsSync(shared)) return shared;
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'agsec-agents');
}

/** Absolute path of a client's program, whether it is installed or not. */
export function clientProgram(client: AgentClient): string {
  return join(clientFolder(client), client.program);
}

export function clientFolder(client: AgentClient): string {
  return join(agentCache(), `${client.agent}-${client.version}`);
}

/** Installs the client from npm unless it is there; install scripts do not run. Throws on failure. */
export function installClient(client: AgentClient): string {
  const program = clientProgram(client);
  if (existsSync(program)) return program;
  const folder = clientFolder(client);
  mkdirSync(folder, { recursive: true });
  execFileSync(
    'npm',
    [
      'install',
      '--prefix',
      folder,
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      `${client.npmName}@${client.version}`,
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  if (!existsSync(program)) throw new Error(`${client.npmName} has no program for ${platform}`);
  return program;
}
