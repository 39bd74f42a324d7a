import type { Program } from '../../program.ts';
import { AGENTS } from './agents.ts';
import { COPILOT } from './copilot.ts';
import { OTHER_AGENTS } from './other-agents.ts';

/** Coding agents, as programs that a line starts. */
export const AGENT_PROGRAMS: readonly Program[] = [...AGENTS, COPILOT, ...OTHER_AGENTS];
