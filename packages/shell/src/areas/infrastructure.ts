export { INFRASTRUCTURE_PROGRAMS as programs } from '../programs/infrastructure/index.ts';
