import { type Fields, field, fieldsOf, textField } from '@agsec/runtime/adapter';

/**
 * Who speaks. `cli`: the command line client, which sends a call as the model made it (`tool_call`,
 * measured with 3.0.65). `editor`: the VS Code extension, whose parameters are all strings.
 */
export type Dialect = 'cli' | 'editor';

/** One call of a tool as the client sends it. */
export type NativeCall = {
  readonly dialect: Dialect;
  readonly tool: string;
  /** An object, but for tools that the client also takes a bare string or list for. */
  readonly input: unknown;
  readonly id?: string;
};

/** The call of a PreToolUse payload, or what is wrong with it. */
export function readCall(payload: Fields): NativeCall | string {
  const legacy = fieldsOf(field(payload, 'preToolUse'));
  const call = field(payload, 'tool_call');
  if (call === undefined) return readEditorCall(legacy);
  const fields = fieldsOf(call);
  if (fields === undefined) return 'tool_call is not an object';
  const tool = toolName(fields, 'name');
  if (tool === undefined) return 'tool_call.name is missing or no name';
  const named = legacy === undefined ? tool : textField(legacy, 'toolName');
  if (named !== tool) return 'tool_call.name and preToolUse.toolName are not the same';
  const input = field(fields, 'input');
  if (input === undefined || input === null) return 'tool_call.input is missing';
  const id = textField(fields, 'id');
  return { dialect: 'cli', tool, input, ...(id === undefined ? {} : { id }) };
}

function readEditorCall(call: Fields | undefined): NativeCall | string {
  if (call === undefined) return 'preToolUse is not an object';
  const tool = toolName(call, 'toolName');
  if (tool === undefined) return 'preToolUse.toolName is missing or no name';
  const input = fieldsOf(field(call, 'parameters'));
  if (input === undefined) return 'preToolUse.parameters is not an object';
  return { dialect: 'editor', tool, input };
}

function toolName(fields: Fields, name: string): string | undefined {
  const tool = textField(fields, name);
  return tool !== undefined && /^[\x21-\x7e]{1,256}$/.test(tool) ? tool : undefined;
}

/**
 * A value that the client may have turned into its JSON text: a list or an object. Any other string
 * is itself.
 */
export function unstring(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    const parsed: unknown = JSON.parse(value);
    return parsed;
  } catch (error) {
    if (error instanceof SyntaxError) return value;
    throw error;
  }
}
