import { type Build, one } from '@agsec/runtime/adapter';

/** A shell line, in the folder the call names. */
export const shell: Build = (input, { cwd }) =>
  one('bash.execute', { cwd, command: input.filled('command') });

/** Text typed into a shell that runs already. The client tells its length only. */
export const typeIntoShell: Build = (_input, { cwd }) =>
  one('code.execute', { cwd, language: 'shell', source: 'interactive' });
