export { copilotAdapter } from './adapter.ts';
export { hookBundle } from './hook-bundle.ts';
