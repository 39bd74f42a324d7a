export { analyseCode } from '@agsec/shell/code';
