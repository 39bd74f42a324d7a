export { INTERPRETER_PROGRAMS as programs } from '../programs/interpreters/index.ts';
