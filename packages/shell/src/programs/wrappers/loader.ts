import type { Program } from '../../program.ts';
import { defineWrapper } from './wrapper.ts';

/** The dynamic linker called as a program (ld.so(8)): it loads and starts what its operand names. */
export const LOADER: Program = defineWrapper({
  names: [
    'ld.so',
    'ld-linux.so.2',
    'ld-linux-x86-64.so.2',
    'ld-linux-aarch64.so.1',
    'ld-linux-armhf.so.3',
    'ld-linux-riscv64-lp64d.so.1',
    'ld64.so.2',
    'ld-musl-x86_64.so.1',
    'ld-musl-aarch64.so.1',
  ],
  summary: 'The program it loads',
  wrapper: true,
  never: ['--list', '--verify', '--list-diagnostics', '--list-tunables'],
  options: {
    flags: '--inhibit-cache --list --verify --list-diagnostics --list-tunables --help --version',
    values:
      '--argv0 --audit --glibc-hwcaps-mask --glibc-hwcaps-prepend --inhibit-rpath --library-path --preload',
  },
});
