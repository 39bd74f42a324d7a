/** Machine code of one kind of processor, and that kind's number in ELF (`e_machine`). */
export type MachineCode = { readonly machine: number; readonly bytes: readonly number[] };

const FILE_HEADER = 64;
const SEGMENT_HEADER = 56;
const ADDRESS = 0x400000n;

/** Where in memory the code of a file begins. */
export const CODE_ADDRESS = Number(ADDRESS) + FILE_HEADER + SEGMENT_HEADER;

/**
 * A 64-bit little-endian ELF file of one loadable segment: headers, then the code. Its first line is a
 * short one (the bytes 9 to 15 have no meaning), by which a shell can tell it.
 */
export function elfFile({ machine, bytes }: MachineCode): Uint8Array {
  const start = FILE_HEADER + SEGMENT_HEADER;
  const file = new Uint8Array(start + bytes.length);
  const view = new DataView(file.buffer);
  const half = (at: number, value: number) => view.setUint16(at, value, true);
  const word = (at: number, value: number) => view.setUint32(at, value, true);
  const long = (at: number, value: bigint) => view.setBigUint64(at, value, true);
  const size = BigInt(file.length);

  file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]); // "\x7fELF", 64 bits, little-endian, version 1
  file[9] = 0x0a;
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
