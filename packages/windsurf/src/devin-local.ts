import { type Fields, InputReader, mcpOperation, one, unknownTool } from '@agsec/runtime/adapter';
import { type ActionsResult, actionsOf } from './to-actions.ts';

/**
 * Devin Local, the agent beside Cascade, has hooks of its own with payloads of another shape
 * (docs.devin.ai/cli/extensibility/hooks, devin 3000.2.17). It takes exit status 2 for a block, too.
 */
export const DEVIN_IGNORED: ReadonlySet<string> = new Set([
  'PostCompaction',
  'PostToolUse',
  'SessionEnd',
  'SessionStart',
  'Stop',
  'UserPromptSubmit',
]);

/**
 * The actions of a call of Devin Local. Of its tools the documentation describes the shell and the
 * names of MCP tools; any other is unknown, its arguments judged as paths where they look like some.
 */
export function devinOperations(tool: string, fields: Fields, cwd: string): ActionsResult {
  const input = new InputReader(fields);
  if (tool === 'exec') {
    return actionsOf(input, tool, one('bash.execute', { cwd, command: input.filled('command') }));
  }
  const [, server, name] = /^mcp__(.+?)__(.+)$/.exec(tool) ?? [];
  if (server !== undefined && name !== undefined) {
    return actionsOf(input, tool, mcpOperation({ server, tool: name, args: input.args(), cwd }));
  }
  return actionsOf(input, tool, unknownTool(input, { tool, input: fields, cwd }));
}
