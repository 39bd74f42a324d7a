import type { Program } from '../../program.ts';
import { BUN, MONOREPO_TOOLS, PNPM, YARN } from './node-managers.ts';
import { NPM } from './npm.ts';

/** Package managers and project tools of JavaScript. */
export const JAVASCRIPT_PROGRAMS: readonly Program[] = [NPM, PNPM, YARN, BUN, ...MONOREPO_TOOLS];
