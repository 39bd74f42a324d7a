export { SEARCH_PROGRAMS as programs } from '../programs/search/index.ts';
