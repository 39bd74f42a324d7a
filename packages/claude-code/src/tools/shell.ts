import { type Build, type InputReader, one, requestTo, textField } from '@agsec/runtime/adapter';
import type { ToolOperation } from '@agsec/runtime/hook';

export const shell: Build = (input, { cwd }) => shellLine(input, cwd);

/** Runs a shell line, or opens a web socket, and reports what comes. */
export const monitor: Build = (input, { cwd }) => {
  const socket = input.optionalFields('ws');
  const command = input.optionalText('command');
  if (command !== undefined && socket === undefined) return shellLine(input, cwd);
  if (command === undefined && socket !== undefined) {
    return requestTo(textField(socket, 'url') ?? '', 'tool_input.ws.url', cwd, input);
  }
  input.refuse('tool_input must hold either command or ws');
  return [];
};

/** PowerShell is read as code of its own language: as a shell line it would be misread. */
export const powershell: Build = (input, { cwd }) => {
  const code = input.filled('command');
  return one('code.execute', { cwd, language: 'powershell', source: 'inline', code });
};

function shellLine(input: InputReader, cwd: string): readonly ToolOperation[] {
  const command = input.filled('command');
  const background = input.optionalFlag('run_in_background') === true;
  return one('bash.execute', { cwd, command, ...(background && { background }) });
}
