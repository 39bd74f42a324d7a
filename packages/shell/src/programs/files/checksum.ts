import { defineProgram } from '../shapes/define-program.ts';
import { onlyInforms } from './only-informs.ts';
import { NOTHING_TOLD, readInputs } from './reading.ts';

/**
 * Checksums: each operand is read, a digest of it is printed. `-s` takes a value only for BSD's `md5`,
 * so what follows it counts as a file.
 */
export const CHECKSUM = defineProgram({
  names: [
    'md5sum',
    'sha1sum',
    'sha224sum',
    'sha256sum',
    'sha384sum',
    'sha512sum',
    'b2sum',
    'b3sum',
    'cksum',
    'sum',
    'shasum',
    'md5',
    'xxhsum',
    'xxh64sum',
    'crc32',
    'gmd5sum',
    'gsha256sum',
  ],
  summary: 'reads each operand; prints a digest',
  options: {
    flags:
      '-s -b|--binary -c|--check -t|--text -z|--zero -r -q|--quiet -w|--warn -u|--universal -0|--01 -p --tag --untagged --ignore-missing --status --strict --raw --debug --sysv -U',
    values: '-a|--algorithm -l|--length --string',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    readInputs(call, effects);
    effects.stdout(NOTHING_TOLD);
  },
});
