export { TEXT_PROGRAMS as programs } from '../programs/text/index.ts';
