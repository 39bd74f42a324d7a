import type { Program } from '../../program.ts';
import { CSH } from './csh.ts';
import { FISH } from './fish.ts';
import { SETUP_PRINTERS } from './setup-printers.ts';
import { defineShell } from './shell-program.ts';

const BASH = defineShell({
  names: ['bash', 'rbash', 'bash-static', 'brush'],
  dialect: { longValues: ['rcfile', 'init-file'], nextWord: 'oO', restOfWord: '' },
  startFiles: ['BASH_ENV', 'ENV'],
});

const ZSH = defineShell({
  names: ['zsh', 'rzsh', 'zsh-static'],
  dialect: { longValues: ['emulate'], nextWord: '', restOfWord: 'o' },
  startFiles: [],
});

const POSIX_SHELL = defineShell({
  names: ['sh', 'dash', 'ash', 'posh', 'yash', 'osh', 'ysh', 'hush', 'static-sh'],
  dialect: { longValues: ['rcfile', 'init-file'], nextWord: 'oO', restOfWord: '' },
  startFiles: ['ENV', 'BASH_ENV'],
});

const KORN_SHELL = defineShell({
  names: ['ksh', 'ksh93', 'mksh', 'lksh', 'oksh', 'pdksh', 'rksh'],
  dialect: { longValues: [], nextWord: '', restOfWord: 'oRT' },
  startFiles: ['ENV'],
});

/** Shells, and programs that print shell set-up or what a shell was told before. */
export const SHELL_PROGRAMS: readonly Program[] = [
  BASH,
  ZSH,
  POSIX_SHELL,
  KORN_SHELL,
  FISH,
  CSH,
  ...SETUP_PRINTERS,
];
