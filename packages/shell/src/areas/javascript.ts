export { JAVASCRIPT_PROGRAMS as programs } from '../programs/packages/javascript.ts';
