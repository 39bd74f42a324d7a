export { cursorAdapter } from './adapter.ts';
export { hookBundle } from './hook-bundle.ts';
