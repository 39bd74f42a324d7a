import { type Build, one } from '@agsec/runtime/adapter';

/** Runs a shell line; `mode: async` and `detach` leave it running. */
export const bash: Build = (input, { cwd }) => {
  const command = input.filled('command');
  const background =
    input.optionalText('mode') === 'async' || input.optionalFlag('detach') === true;
  return one('bash.execute', { cwd, command, ...(background && { background }) });
};

/** PowerShell is read as code of its own language: as a shell line it would be misread. */
export const powershell: Build = (input, { cwd }) => {
  const code = input.filled('command');
  return one('code.execute', { cwd, language: 'powershell', source: 'inline', code });
};
