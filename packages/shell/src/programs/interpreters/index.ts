import type { Program } from '../../program.ts';
import { COMPILERS } from './compilers.ts';
import { DART } from './dart.ts';
import { DENO } from './deno.ts';
import { NODE, TYPESCRIPT_NODE } from './node.ts';
import { OTHER_LANGUAGES } from './other-languages.ts';
import { PERL, RUBY } from './perl-and-ruby.ts';
import { JAVA, LUA, PHP } from './php-and-lua.ts';
import { PYTHON } from './python.ts';
import { ZX } from './zx.ts';

/** Programs that run code of another language than the shell's. */
export const INTERPRETER_PROGRAMS: readonly Program[] = [
  PYTHON,
  NODE,
  TYPESCRIPT_NODE,
  ZX,
  DENO,
  PERL,
  RUBY,
  PHP,
  LUA,
  JAVA,
  DART,
  ...OTHER_LANGUAGES,
  ...COMPILERS,
];
