export { PERMISSION_PROGRAMS as programs } from '../programs/permissions/index.ts';
