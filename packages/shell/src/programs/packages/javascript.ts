import type { Program } from '../../program.ts';
import { BUN } from './bun.ts';
import { PNPM, YARN } from './node-managers.ts';
import { NPM } from './npm.ts';

/** Package managers of JavaScript. */
export const JAVASCRIPT_PROGRAMS: readonly Program[] = [NPM, PNPM, YARN, BUN];
