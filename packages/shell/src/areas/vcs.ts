export { VCS_PROGRAMS as programs } from '../programs/vcs/index.ts';
