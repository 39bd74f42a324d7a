export { analyseCode, MAX_CODE_LENGTH } from './analyse-code.ts';
