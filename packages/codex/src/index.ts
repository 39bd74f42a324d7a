export { codexAdapter } from './adapter.ts';
export { hookBundle } from './hook-bundle.ts';
