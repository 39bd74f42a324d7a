export { matchesActionPattern } from './engine/action-pattern.ts';
export { compilePathGlob } from './match/path-glob.ts';
export { isWithin, normalisePath } from './match/path-within.ts';
export { compileWildcard } from './match/wildcard.ts';
export { once } from './once.ts';
