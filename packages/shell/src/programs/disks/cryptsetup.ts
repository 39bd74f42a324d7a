import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { isDevice } from './device-path.ts';

/** Actions after which the data cannot be read again, or not with the same key. */
const DESTROYS =
  /^(?:luksFormat|erase|luksErase|reencrypt|luksReencrypt|luksKillSlot|luksRemoveKey|luksChangeKey|luksHeaderRestore|convert|token|repair|format|create)$/;

const MAPS = /^(?:open|luksOpen|plainOpen|close|luksClose|luksSuspend|luksResume|resize)$/;

/** `cryptsetup ACTION DEVICE`. */
export const CRYPTSETUP = defineProgram({
  names: ['cryptsetup', 'integritysetup', 'veritysetup'],
  summary: '`luksFormat`, `erase`, `luksKillSlot`, `reencrypt` … (`system.disk`)',
  options: {
    flags:
      '-?|--usage -V|--version --allow-discards -q|--batch-mode --debug --decrypt --dump-volume-key|--dump-master-key --encrypt --force-password --init-only --persistent -r|--readonly --test-args --test-passphrase --use-random --use-urandom -v|--verbose -y|--verify-passphrase -N|--new',
    values:
      '--active-name --align-payload -c|--cipher --device-size -h|--hash --header --header-backup-file -I|--integrity -i|--iter-time --json-file --key-description -d|--key-file -s|--key-size -S|--key-slot --keyfile-offset -l|--keyfile-size --label --volume-key-file|--master-key-file --new-keyfile -o|--offset --pbkdf --pbkdf-force-iterations --pbkdf-memory --pbkdf-parallel --priority --reduce-device-size --sector-size -b|--size -p|--skip --subsystem -t|--timeout --token-id --token-type -T|--tries -M|--type --uuid -B|--block-size',
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call) || options.has('-V') || options.has('--test-args')) return;
    for (const key of ['-d', '--new-keyfile'])
      for (const file of options.values(key)) effects.reads(file);
    if (options.has('--dump-volume-key')) effects.action('secret.read', { kind: 'disk-key' });
    // Found by its name wherever it stands, so that no option's value can pass for it.
    const words = call.args.filter(({ text }) => !text.startsWith('-'));
    const at = words.findIndex(({ text }) => DESTROYS.test(text) || MAPS.test(text));
    const action = words[at];
    const device = words.slice(at + 1).find((word) => isDevice(word, call.cwd)) ?? words[at + 1];
    if (action === undefined || device === undefined) return;
    if (DESTROYS.test(action.text))
      effects.action('system.disk', { verb: 'encrypt', file_path: device });
    else effects.action('system.service', { verb: 'cryptsetup', target: device });
  },
});
