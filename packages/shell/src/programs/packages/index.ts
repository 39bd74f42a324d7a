import type { Program } from '../../program.ts';
import { BUILD_TOOLS } from './build-tools.ts';
import { CARGO } from './cargo.ts';
import { GO } from './go.ts';
import { BUNDLE, COMPOSER, GEM, OTHER_MANAGERS } from './language-managers.ts';
import { MONOREPO_TOOLS } from './monorepo-tools.ts';
import { POD } from './pod.ts';
import { PUBLISHERS } from './publishers.ts';
import { PIP, PIPX, UV } from './python-managers.ts';
import { PYTHON_PROJECTS } from './python-projects.ts';
import { SYSTEM_MANAGERS } from './system-managers.ts';
import { TOOLCHAINS } from './toolchains.ts';

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
  ...BUILD_TOOLS,
  ...PUBLISHERS,
  ...MONOREPO_TOOLS,
  POD,
  ...TOOLCHAINS,
  ...SYSTEM_MANAGERS,
];
