/**
 * A program of less than 400 bytes for Linux that starts another one and answers for it:
 * `clean-exec A=1 B=2 -- /usr/bin/node x.cjs` runs node with these two variables and no others. It
 * ends with status 0 or 2 as the program does. Whatever else becomes of the program (it is not there,
 * crashes, is killed, ends otherwise) is status 2, the client's "block", and a line on stderr. After
 * `seconds` the kernel's alarm ends the program, wherever it hangs.
 *
 * Why: a repository's `.claude/settings.json` may set `LD_PRELOAD` for the client's hooks, and then
 * any dynamically linked program (`sh`, `env`, `node`) runs the repository's code before its own
 * first line. A static program does not: the kernel starts it without the dynamic linker. Measured
 * with 2.1.328: `LD_PRELOAD` and `LD_AUDIT` switch off a user's hook without it, and do not with it.
 * macOS needs none, because it drops `DYLD_*` for `/usr/bin/env`. That it needs no shell beside it
 * spares each call the start of one, 5 % of node's.
 */
export function cleanExec(
  os: string,
  architecture: string,
  seconds: number,
): Uint8Array | undefined {
  if (!hasCleanExec(os, architecture)) return undefined;
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 255) {
    throw new RangeError('a program may run for 1 to 255 seconds');
  }
  return executable(architecture === 'x64' ? x64(seconds) : arm64(seconds));
}

/** True if there is such a program for a system. */
export function hasCleanExec(os: string, architecture: string): boolean {
  return os === 'linux' && (architecture === 'x64' || architecture === 'arm64');
}

type MachineCode = { readonly machine: number; readonly bytes: readonly number[] };

/** What it says when it has to block; it stands behind the code. */
function text(): Uint8Array {
  return new TextEncoder().encode('agsec: hook unavailable\n');
}

/*
 * At entry the stack holds argc, then the words. The program's variables are the words up to `--`,
 * which becomes the end of that list; its own words are those behind.
 */

function x64(seconds: number): MachineCode {
  return {
    machine: 62,
    // biome-ignore format: one instruction a line
    bytes: [
      ...[0x4c, 0x8d, 0x64, 0x24, 0x10],             // lea r12, [rsp+16]   its environment begins at argv[1]
      ...[0x4d, 0x89, 0xe5],                         // mov r13, r12
      ...[0x49, 0x8b, 0x7d, 0x00],                   // next: mov rdi, [r13]
      ...[0x49, 0x83, 0xc5, 0x08],                   // add r13, 8
      ...[0x48, 0x85, 0xff],                         // test rdi, rdi
      ...[0x74, 0x54],                               // jz fail             no "--" at all
      ...[0x66, 0x81, 0x3f, 0x2d, 0x2d],             // cmp word [rdi], "--"
      ...[0x75, 0xec],                               // jne next
      ...[0x80, 0x7f, 0x02, 0x00],                   // cmp byte [rdi+2], 0
      ...[0x75, 0xe6],                               // jne next
      ...[0x49, 0x83, 0x65, 0xf8, 0x00],             // and qword [r13-8], 0   the environment ends here
      ...[0xb8, 0x39, 0x00, 0x00, 0x00],             // mov eax, 57         fork
      ...[0x0f, 0x05],                               // syscall
      ...[0x85, 0xc0],                               // test eax, eax
      ...[0x78, 0x37],                               // js fail
      ...[0x74, 0x59],                               // jz child
      ...[0xbf, 0xff, 0xff, 0xff, 0xff],             // wait: mov edi, -1
      ...[0x48, 0x8d, 0x74, 0x24, 0xf8],             // lea rsi, [rsp-8]
      ...[0x31, 0xd2],                               // xor edx, edx
      ...[0x45, 0x31, 0xd2],                         // xor r10d, r10d
      ...[0xb8, 0x3d, 0x00, 0x00, 0x00],             // mov eax, 61         wait4
      ...[0x0f, 0x05],                               // syscall
      ...[0x83, 0xf8, 0xfc],                         // cmp eax, -4         interrupted
      ...[0x74, 0xe5],                               // je wait
      ...[0x85, 0xc0],                               // test eax, eax
      ...[0x78, 0x16],                               // js fail
      ...[0x8b, 0x7c, 0x24, 0xf8],                   // mov edi, [rsp-8]
      ...[0xf7, 0xc7, 0x7f, 0x00, 0x00, 0x00],       // test edi, 127       ended by a signal
      ...[0x75, 0x0a],                               // jnz fail
      ...[0xc1, 0xef, 0x08],                         // shr edi, 8          its exit status
      ...[0x74, 0x22],                               // jz exit
      ...[0x83, 0xff, 0x02],                         // cmp edi, 2
      ...[0x74, 0x1d],                               // je exit
      ...[0xbf, 0x02, 0x00, 0x00, 0x00],             // fail: mov edi, 2
      ...[0x48, 0x8d, 0x35, 0x3c, 0x00, 0x00, 0x00], // lea rsi, [rip+text]
      ...[0xba, 0x18, 0x00, 0x00, 0x00],             // mov edx, 24
      ...[0xb8, 0x01, 0x00, 0x00, 0x00],             // mov eax, 1          write
      ...[0x0f, 0x05],                               // syscall
      ...[0xbf, 0x02, 0x00, 0x00, 0x00],             // mov edi, 2
      ...[0xb8, 0xe7, 0x00, 0x00, 0x00],             // exit: mov eax, 231  exit_group
      ...[0x0f, 0x05],                               // syscall
      ...[0xbf, seconds, 0x00, 0x00, 0x00],             // child: mov edi, seconds
      ...[0xb8, 0x25, 0x00, 0x00, 0x00],             // mov eax, 37         alarm
      ...[0x0f, 0x05],                               // syscall
      ...[0x49, 0x8b, 0x7d, 0x00],                   // mov rdi, [r13]
      ...[0x4c, 0x89, 0xee],                         // mov rsi, r13
      ...[0x4c, 0x89, 0xe2],                         // mov rdx, r12
      ...[0xb8, 0x3b, 0x00, 0x00, 0x00],             // mov eax, 59         execve
      ...[0x0f, 0x05],                               // syscall
      ...[0xbf, 0x7f, 0x00, 0x00, 0x00],             // mov edi, 127
      ...[0xeb, 0xd5],                               // jmp exit
      ...text(),
    ],
  };
}

function arm64(seconds: number): MachineCode {
  return {
    machine: 183,
    // biome-ignore format: one instruction a line
    bytes: [
      ...[0xf3, 0x43, 0x00, 0x91], // add x19, sp, #16    its environment begins at argv[1]
      ...[0xf4, 0x03, 0x13, 0xaa], // mov x20, x19
      ...[0x80, 0x86, 0x40, 0xf8], // next: ldr x0, [x20], #8
      ...[0x20, 0x04, 0x00, 0xb4], // cbz x0, fail        no "--" at all
      ...[0x01, 0x00, 0x40, 0x79], // ldrh w1, [x0]
      ...[0xa2, 0xa5, 0x85, 0x52], // mov w2, "--"
      ...[0x3f, 0x00, 0x02, 0x6b], // cmp w1, w2
      ...[0x61, 0xff, 0xff, 0x54], // b.ne next
      ...[0x01, 0x08, 0x40, 0x39], // ldrb w1, [x0, #2]
      ...[0x21, 0xff, 0xff, 0x35], // cbnz w1, next
      ...[0x9f, 0x82, 0x1f, 0xf8], // stur xzr, [x20, #-8]   the environment ends here
      ...[0x20, 0x02, 0x80, 0xd2], // mov x0, #17         SIGCHLD
      ...[0x01, 0x00, 0x80, 0xd2], // mov x1, #0
      ...[0x02, 0x00, 0x80, 0xd2], // mov x2, #0
      ...[0x03, 0x00, 0x80, 0xd2], // mov x3, #0
      ...[0x04, 0x00, 0x80, 0xd2], // mov x4, #0
      ...[0x88, 0x1b, 0x80, 0xd2], // mov x8, #220        clone
      ...[0x01, 0x00, 0x00, 0xd4], // svc #0
      ...[0x40, 0x02, 0xf8, 0xb7], // tbnz x0, #63, fail
      ...[0x20, 0x03, 0x00, 0xb4], // cbz x0, child
      ...[0x00, 0x00, 0x80, 0x92], // wait: mov x0, #-1
      ...[0xe1, 0x43, 0x00, 0xd1], // sub x1, sp, #16
      ...[0x02, 0x00, 0x80, 0xd2], // mov x2, #0
      ...[0x03, 0x00, 0x80, 0xd2], // mov x3, #0
      ...[0x88, 0x20, 0x80, 0xd2], // mov x8, #260        wait4
      ...[0x01, 0x00, 0x00, 0xd4], // svc #0
      ...[0x1f, 0x10, 0x00, 0xb1], // cmn x0, #4          interrupted
      ...[0x20, 0xff, 0xff, 0x54], // b.eq wait
      ...[0x00, 0x01, 0xf8, 0xb7], // tbnz x0, #63, fail
      ...[0xe0, 0x03, 0x5f, 0xb8], // ldur w0, [sp, #-16]
      ...[0x1f, 0x18, 0x00, 0x72], // tst w0, #127        ended by a signal
      ...[0xa1, 0x00, 0x00, 0x54], // b.ne fail
      ...[0x00, 0x7c, 0x08, 0x53], // lsr w0, w0, #8      its exit status
      ...[0x20, 0x01, 0x00, 0x34], // cbz w0, exit
      ...[0x1f, 0x08, 0x00, 0x71], // cmp w0, #2
      ...[0xe0, 0x00, 0x00, 0x54], // b.eq exit
      ...[0x40, 0x00, 0x80, 0xd2], // fail: mov x0, #2
      ...[0xc1, 0x02, 0x00, 0x10], // adr x1, text
      ...[0x02, 0x03, 0x80, 0xd2], // mov x2, #24
      ...[0x08, 0x08, 0x80, 0xd2], // mov x8, #64         write
      ...[0x01, 0x00, 0x00, 0xd4], // svc #0
      ...[0x40, 0x00, 0x80, 0xd2], // mov x0, #2
      ...[0xc8, 0x0b, 0x80, 0xd2], // exit: mov x8, #94   exit_group
      ...[0x01, 0x00, 0x00, 0xd4], // svc #0
      ...[0xff, 0x7f, 0x3e, 0xa9], // child: stp xzr, xzr, [sp, #-32]
      ...[0x01 | ((seconds << 5) & 0xff), seconds >> 3, 0x80, 0xd2], // mov x1, #seconds
      ...[0xe1, 0x7f, 0x3f, 0xa9], // stp x1, xzr, [sp, #-16]
      ...[0x00, 0x00, 0x80, 0xd2], // mov x0, #0          ITIMER_REAL
      ...[0xe1, 0x83, 0x00, 0xd1], // sub x1, sp, #32
      ...[0x02, 0x00, 0x80, 0xd2], // mov x2, #0
      ...[0xe8, 0x0c, 0x80, 0xd2], // mov x8, #103        setitimer
      ...[0x01, 0x00, 0x00, 0xd4], // svc #0
      ...[0x80, 0x02, 0x40, 0xf9], // ldr x0, [x20]
      ...[0xe1, 0x03, 0x14, 0xaa], // mov x1, x20
      ...[0xe2, 0x03, 0x13, 0xaa], // mov x2, x19
      ...[0xa8, 0x1b, 0x80, 0xd2], // mov x8, #221        execve
      ...[0x01, 0x00, 0x00, 0xd4], // svc #0
      ...[0xe0, 0x0f, 0x80, 0xd2], // mov x0, #127
      ...[0xf0, 0xff, 0xff, 0x17], // b exit
      ...text(),
    ],
  };
}

const FILE_HEADER = 64;
const SEGMENT_HEADER = 56;
const ADDRESS = 0x400000n;

/** A 64-bit little-endian ELF file of one loadable segment: headers, then the code. */
function executable({ machine, bytes }: MachineCode): Uint8Array {
  const start = FILE_HEADER + SEGMENT_HEADER;
  const file = new Uint8Array(start + bytes.length);
  const view = new DataView(file.buffer);
  const half = (at: number, value: number) => view.setUint16(at, value, true);
  const word = (at: number, value: number) => view.setUint32(at, value, true);
  const long = (at: number, value: bigint) => view.setBigUint64(at, value, true);
  const size = BigInt(file.length);

  file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]); // "\x7fELF", 64 bits, little-endian, version 1
  half(16, 2); // executable
  half(18, machine);
  word(20, 1); // version
  long(24, ADDRESS + BigInt(start)); // entry point
  long(32, BigInt(FILE_HEADER)); // where the segment header stands
  half(52, FILE_HEADER);
  half(54, SEGMENT_HEADER);
  half(56, 1); // one segment

  word(64, 1); // load it
  word(68, 5); // readable, executable
  long(80, ADDRESS);
  long(88, ADDRESS);
  long(96, size);
  long(104, size);
  long(112, 0x10000n); // alignment: 64 KiB, the largest page of arm64
  file.set(bytes, start);
  return file;
}
