export { clineAdapter } from './adapter.ts';
export { hookBundle } from './hook-bundle.ts';
