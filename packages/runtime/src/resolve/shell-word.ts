export { quotePartlyKnown, quoteWord, UNKNOWN_PARAMETER } from '@agsec/shell/reader';
