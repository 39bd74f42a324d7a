export { analyse } from '@agsec/shell';
