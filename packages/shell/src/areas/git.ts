export { GIT_PROGRAMS as programs } from '../programs/git/index.ts';
