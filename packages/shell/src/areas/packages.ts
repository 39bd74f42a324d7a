export { PACKAGE_PROGRAMS as programs } from '../programs/packages/index.ts';
