export { FILE_PROGRAMS as programs } from '../programs/files/index.ts';
