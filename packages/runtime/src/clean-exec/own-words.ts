import { CODE_ADDRESS, type MachineCode } from './elf-file.ts';

/**
 * Code that behaves as `code` does after being started with these words, where it is started with no
 * argument at all; with any it is `code` as before. The words stand behind the code. On the stack the
 * kernel made it puts one like it: argc, the program's name (both empty, nobody reads them), the
 * words, and the end of the list.
 */
export function withOwnWords(code: MachineCode, words: readonly string[]): MachineCode {
  if (words.length === 0) return code;
  const texts = words.map((word) => new TextEncoder().encode(`${word}\0`));
  const push = code.machine === 62 ? pushX64 : pushArm64;
  // How long the code is does not depend on the addresses in it.
  const length = push(texts.map(() => 0)).length + code.bytes.length;
  const addresses = texts.map((_, at) =>
    texts.slice(0, at).reduce((sum, text) => sum + text.length, CODE_ADDRESS + length),
  );
  const behind = texts.flatMap((text) => [...text]);
  return { machine: code.machine, bytes: [...push(addresses), ...code.bytes, ...behind] };
}

function pushX64(addresses: readonly number[]): readonly number[] {
  const list = [0, 0, ...addresses, 0].reverse();
  const pushes = list.flatMap((address) => [0x68, ...littleEndian(address)]); // push address
  // biome-ignore format: one instruction a line
  return [
    ...[0x48, 0x83, 0x3c, 0x24, 0x01],               // cmp qword [rsp], 1
    ...[0x0f, 0x87, ...littleEndian(pushes.length)], // ja code            there are arguments
    ...pushes,
  ];
}

/** Its stack holds an even number of words at any time. */
function pushArm64(addresses: readonly number[]): readonly number[] {
  const list = [0, 0, ...addresses, 0, ...(addresses.length % 2 === 0 ? [0] : [])];
  const pushes: number[] = [];
  for (let at = list.length - 2; at >= 0; at -= 2) {
    pushes.push(...setArm64(0, list[at]), ...setArm64(1, list[at + 1]));
    pushes.push(0xe0, 0x07, 0xbf, 0xa9); // stp x0, x1, [sp, #-16]!
  }
  const behind = pushes.length / 4 + 1;
  // biome-ignore format: one instruction a line
  return [
    ...[0xe0, 0x03, 0x40, 0xf9],                         // ldr x0, [sp]
    ...[0x1f, 0x04, 0x00, 0xf1],                         // cmp x0, #1
    ...littleEndian((0x54000008 | (behind << 5)) >>> 0), // b.hi code           there are arguments
    ...pushes,
  ];
}

/** `mov w<register>, #value`, in two halves. */
function setArm64(register: 0 | 1, value = 0): readonly number[] {
  const [low, high] = [value & 0xffff, value >>> 16];
  return [
    ...littleEndian((0x52800000 | (low << 5) | register) >>> 0),
    ...littleEndian((0x72a00000 | (high << 5) | register) >>> 0),
  ];
}

function littleEndian(word: number): readonly number[] {
  return [word & 0xff, (word >>> 8) & 0xff, (word >>> 16) & 0xff, word >>> 24];
}
