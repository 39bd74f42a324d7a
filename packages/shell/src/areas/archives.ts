export { ARCHIVE_PROGRAMS as programs } from '../programs/archives/index.ts';
