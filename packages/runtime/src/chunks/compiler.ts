export { compilePolicies, loadPolicies } from '@agsec/core/policy';
export { loadConfig } from '../state/load-config.ts';
