export { analyseCode, listLanguages, MAX_CODE_LENGTH } from './analyse-code.ts';
