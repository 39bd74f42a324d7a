export { SHELL_PROGRAMS as programs } from '../programs/shells/index.ts';
