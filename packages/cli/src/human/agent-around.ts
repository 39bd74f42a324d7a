import type { CliContext } from '../context.ts';

/**
 * Variables that an agent sets for the shell of a tool call, and a person's own terminal does not
 * have. Seen in the agents' tool calls (Claude Code 2.1.328) or in their documentation.
 */
const MARKERS = [
  'CLAUDECODE',
  'AI_AGENT',
  'CODEX_SANDBOX',
  'CODEX_SANDBOX_NETWORK_DISABLED',
  'CODEX_THREAD_ID',
  'CURSOR_AGENT',
  'COPILOT_CLI',
  'CLINE_ACTIVE',
  'GEMINI_CLI',
] as const;

/** The agents' command-line programs and npm packages; what runs below one is its tool call. */
const AGENTS = new Set([
  'claude',
  'claude-code',
  'codex',
  'copilot',
  'cline',
  'cursor-agent',
  'gemini',
  'gemini-cli',
]);

/**
 * How we know that an agent runs this command, or `undefined`. A hurdle and no boundary: a process
 * can clean its environment and leave its parents. What it is good for is that a model which tries
 * the obvious is told no.
 */
export function agentAround(
  context: Pick<CliContext, 'environment' | 'ancestors'>,
): string | undefined {
  const marker = MARKERS.find((name) => context.environment[name]);
  if (marker !== undefined) return `the variable ${marker} is set`;
  const ancestor = context.ancestors().find((name) => AGENTS.has(name));
  return ancestor === undefined ? undefined : `it runs below the program "${ancestor}"`;
}
