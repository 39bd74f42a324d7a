export { SECRET_PROGRAMS as programs } from '../programs/secrets/index.ts';
