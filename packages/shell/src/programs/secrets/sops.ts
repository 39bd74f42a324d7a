import type { Call, Effects, Program, Value } from '../../program.ts';
import { defineSubcommands } from '../shapes/subcommands.ts';

/** `sops`: `-d` shows a file decrypted, `exec-env` runs a line with it. */
export const SOPS: Program = defineSubcommands({
  names: ['sops'],
  summary: 'Decrypted files shown or written, the line of `exec-env` and `exec-file`',
  options: {
    flags:
      '-d|--decrypt -e|--encrypt -i|--in-place -r|--rotate -s|--show-master-keys --ignore-mac --verbose -h',
    values:
      '-k|--kms --gcp-kms --azure-kv --hc-vault-transit -a|--age -p|--pgp --input-type --output-type --output --extract --set --config --filename-override --keyservice --aws-profile',
  },
  commands: {
    'exec-env|exec-file': {
      options: {
        values: '--user --filename --output-type',
        flags: '--background --no-fifo --pristine',
      },
      describe(call, effects) {
        const line = call.options.operands[1];
        if (line !== undefined) effects.stdout(effects.line(line, { wrapper: 'sops' }));
      },
    },
    decrypt: { describe: (call, effects) => decrypts(call, effects, call.options.operands) },
    'encrypt|edit|rotate|set|unset|publish|updatekeys|groups|filestatus|keyservice': {
      describe: () => undefined,
    },
  },
  otherwise(call, effects, file) {
    if (file !== undefined && call.options.has('-d')) decrypts(call, effects, [file]);
  },
});

function decrypts(call: Call, effects: Effects, files: readonly Value[]): void {
  const secret = { taint: { secret: 'decrypted-data' } };
  for (const file of files) if (file.text !== '-') effects.action('file.read', { file_path: file });
  const output = call.options.values('--output').at(-1);
  if (output !== undefined) effects.writes(output, secret);
  else if (call.options.has('-i')) for (const file of files) effects.writes(file, secret);
  else {
    effects.action('secret.read', { kind: 'decrypted-data' });
    effects.stdout(secret);
  }
}
