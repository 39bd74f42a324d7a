export { WRAPPER_PROGRAMS as programs } from '../programs/wrappers/index.ts';
