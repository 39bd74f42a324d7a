export { readLine, readScript } from '../read-line.ts';
export { makeRecipe } from '../scripts/makefile.ts';
export { packageScriptLines } from '../scripts/package-script.ts';
export { quotePartlyKnown, quoteWord, UNKNOWN_PARAMETER } from '../scripts/shell-word.ts';
