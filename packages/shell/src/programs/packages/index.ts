import type { Program } from '../../program.ts';
import { BUNDLE, CARGO, COMPOSER, GEM, GO, OTHER_MANAGERS } from './language-managers.ts';
import { PIP, PIPX, UV } from './python-managers.ts';
import { PYTHON_PROJECTS } from './python-projects.ts';
import { SYSTEM_MANAGERS } from './system-managers.ts';

/** Package managers, but those of JavaScript, and the project tools that run with them. */
export const PACKAGE_PROGRAMS: readonly Program[] = [
  PIP,
  UV,
  PIPX,
  ...PYTHON_PROJECTS,
  CARGO,
  GO,
  GEM,
  BUNDLE,
  COMPOSER,
  ...OTHER_MANAGERS,
  ...SYSTEM_MANAGERS,
];
