/**
 * The runtime's own name of a tool that a PascalCase payload names as Claude Code would. `Edit` is
 * two tools: with text for an input it is the patch. Source: the client's hooks reference.
 */
export function pascalTool(name: string, input: unknown): string {
  if (name === 'Edit' && typeof input === 'string') return 'apply_patch';
  return Object.hasOwn(PASCAL, name) ? (PASCAL[name] ?? name) : name;
}

const PASCAL: { readonly [name: string]: string } = {
  Agent: 'task',
  AskUserQuestion: 'ask_user',
  Bash: 'bash',
  Edit: 'edit',
  Glob: 'glob',
  Grep: 'grep',
  Read: 'view',
  Task: 'task',
  TodoWrite: 'update_todo',
  WebFetch: 'web_fetch',
  WebSearch: 'web_search',
  Write: 'create',
};
