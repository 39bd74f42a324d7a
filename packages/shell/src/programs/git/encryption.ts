import { defineVerb } from './git-verb.ts';

/** `git crypt` (git-crypt(1)): `export-key` hands out the key to all that is encrypted. */
export const CRYPT = defineVerb({
  names: ['crypt'],
  options: { values: '-k|--key-name', flags: '-a|--all -f|--force', stopAtOperand: false },
  describe(call, effects, git) {
    const [command, file] = call.options.operands;
    if (command?.text === 'export-key') {
      effects.action('secret.read', { kind: 'encryption-key' });
      if (file !== undefined && file.text !== '-')
        effects.action('file.write', { file_path: git.at(file) });
    }
    git.report({});
  },
});

/** `git secret` (git-secret(1)): `cat` and `reveal -P` print what is encrypted. */
export const SECRET = defineVerb({
  names: ['secret'],
  options: { values: '-p -d', flags: '-f -F -P -v' },
  describe(call, effects, git) {
    const command = call.options.operands[0]?.text;
    const prints = command === 'reveal' && call.options.has('-P');
    if (command === 'cat' || prints) effects.action('secret.read', { kind: 'encrypted-file' });
    git.report({});
  },
});
