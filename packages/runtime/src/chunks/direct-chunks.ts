import { compilePolicies, loadPolicies } from '@agsec/core/policy';
import { analyse } from '@agsec/shell';
import { analyseCode } from '@agsec/shell/code';
import { loadConfig } from '../state/load-config.ts';
import type { Chunks } from './chunks.ts';

/** Every chunk by a plain import, for the command line tool and tests. */
export const directChunks: Chunks = {
  shell: () => ({ analyse }),
  code: () => ({ analyseCode }),
  compiler: () => ({ loadPolicies, compilePolicies, loadConfig }),
};
