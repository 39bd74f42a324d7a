export { DATABASE_PROGRAMS as programs } from '../programs/database/index.ts';
