export { EDITOR_PROGRAMS as programs } from '../programs/editors/index.ts';
