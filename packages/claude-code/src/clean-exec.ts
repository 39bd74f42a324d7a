/**
 * A program of some 150 bytes for Linux that runs its arguments with an empty environment:
 * `clean-exec /usr/bin/env A=1 cmd`. It exits with status 2, the client's "block", if it cannot.
 *
 * Why: a repository's `.claude/settings.json` may set `LD_PRELOAD` for the client's hooks, and then
 * any dynamically linked program (`sh`, `env`, `node`) runs the repository's code before its own
 * first line. A static program does not: the kernel starts it without the dynamic linker. Measured
 * with 2.1.328: `LD_PRELOAD` and `LD_AUDIT` switch off a user's hook without it, and do not with it.
 * macOS needs none, because it drops `DYLD_*` for `/usr/bin/env`.
 */
export function cleanExec(os: string, architecture: string): Uint8Array | undefined {
  const code = os === 'linux' && Object.hasOwn(CODE, architecture) ? CODE[architecture] : undefined;
  return code === undefined ? undefined : executable(code);
}

type MachineCode = { readonly machine: number; readonly bytes: readonly number[] };

/** At entry the stack holds argc, then argv; argv[1] is the program to run. */
const CODE: { readonly [architecture: string]: MachineCode } = {
  x64: {
    machine: 62,
    bytes: [
      ...[0x48, 0x8b, 0x7c, 0x24, 0x10], // mov rdi, [rsp+16]   argv[1]
      ...[0x48, 0x8d, 0x74, 0x24, 0x10], // lea rsi, [rsp+16]   &argv[1]
      ...[0x31, 0xd2], //                   xor edx, edx        no environment
      ...[0xb8, 0x3b, 0x00, 0x00, 0x00], // mov eax, 59         execve
      ...[0x0f, 0x05], //                   syscall
      ...[0xbf, 0x02, 0x00, 0x00, 0x00], // mov edi, 2
      ...[0xb8, 0x3c, 0x00, 0x00, 0x00], // mov eax, 60         exit
      ...[0x0f, 0x05], //                   syscall
    ],
  },
  arm64: {
    machine: 183,
    bytes: [
      ...[0xe0, 0x0b, 0x40, 0xf9], // ldr x0, [sp, #16]   argv[1]
      ...[0xe1, 0x43, 0x00, 0x91], // add x1, sp, #16     &argv[1]
      ...[0x02, 0x00, 0x80, 0xd2], // mov x2, #0          no environment
      ...[0xa8, 0x1b, 0x80, 0xd2], // mov x8, #221        execve
      ...[0x01, 0x00, 0x00, 0xd4], // svc #0
      ...[0x40, 0x00, 0x80, 0xd2], // mov x0, #2
      ...[0xa8, 0x0b, 0x80, 0xd2], // mov x8, #93         exit
      ...[0x01, 0x00, 0x00, 0xd4], // svc #0
    ],
  },
};

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
