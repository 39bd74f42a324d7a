import type { Effects, Taint } from '../../program.ts';
import { isSecretVariable } from '../secrets/variable-name.ts';

/**
 * Reports that a script shows variables: all of them, or the one named if its name says that it is
 * secret. Gives the taint of what it then prints.
 */
export function usesEnvironment(effects: Effects, name?: string): Taint {
  if (name !== undefined && !isSecretVariable(name)) return {};
  const kind = name === undefined ? 'environment' : 'environment-variable';
  effects.action('secret.read', { kind });
  return { secret: kind };
}
