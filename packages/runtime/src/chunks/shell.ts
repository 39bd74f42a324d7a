export { readAction } from '../resolve/read-action.ts';
