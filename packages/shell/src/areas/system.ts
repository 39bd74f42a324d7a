export { SYSTEM_PROGRAMS as programs } from '../programs/system/index.ts';
