import { type Build, InputReader, one, patchOperations } from '@agsec/runtime/adapter';
import { heredocPatch } from './heredoc-patch.ts';

/**
 * A shell line. One that is nothing but `apply_patch` with a here-document is carried out by the
 * client as a patch, from the text as it stands: what a shell would have put in place of `$` and `\`
 * stays. Both readings count.
 */
export const shell: Build = (input, { cwd }) => {
  const command = input.filled('command');
  const line = one('bash.execute', { cwd, command });
  const patch = heredocPatch(command, cwd);
  if (patch === undefined) return line;
  // One that cannot be read is refused by the client, and said to be unreadable by the shell's reader.
  return [...line, ...patchOperations(patch.text, patch.cwd, new InputReader({}))];
};

export const applyPatch: Build = (input, { cwd }) =>
  patchOperations(input.filled('command'), cwd, input);

/**
 * What is typed into a running terminal, as a shell would take it. The client asks a hook about it
 * only where the terminal was started outside the sandbox, and then asks a person too.
 */
export const typedInto: Build = (input, { cwd }) =>
  one('bash.execute', { cwd, command: input.text('chars') });
