export { refreshSet } from '../policy-store/refresh-set.ts';
