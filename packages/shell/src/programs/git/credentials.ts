import { joinValues, unknownValue } from '../shapes/values.ts';
import { defineVerb } from './git-verb.ts';

/** `git credential fill`, and the stores' own `get`: prints a password. */
export const CREDENTIAL = defineVerb({
  names: [
    'credential',
    'credential-store',
    'credential-cache',
    'credential-osxkeychain',
    'credential-manager',
    'credential-manager-core',
    'credential-libsecret',
    'credential-netrc',
    'credential-wincred',
  ],
  options: { values: '--file --socket --timeout' },
  describe(call, effects, git) {
    const [command] = call.options.operands;
    if (/^(?:fill|get)$/.test(command?.text ?? ''))
      effects.action('secret.read', { kind: 'git-credential' });
    for (const file of call.options.values('--file')) effects.reads(git.at(file));
    git.report({ ...(/^(?:reject|erase)$/.test(command?.text ?? '') ? { delete: true } : {}) });
  },
});

/** `git send-email FILE…`: bytes leave the machine; several options name commands. */
export const SEND_EMAIL = defineVerb({
  names: ['send-email', 'imap-send'],
  options: {
    flags:
      '--annotate --compose --dry-run --force --quiet --no-validate --validate --batch-size --thread --no-thread --chain-reply-to --dump-aliases --smtp-debug',
    values:
      '--to --cc --bcc --from --subject --in-reply-to --reply-to --smtp-server --smtp-server-port --smtp-server-option --smtp-user --smtp-pass --smtp-encryption --smtp-domain --smtp-auth --smtp-ssl-cert-path --sendmail-cmd --to-cmd --cc-cmd --header-cmd --envelope-sender --confirm --suppress-cc --identity --relogin-delay --transfer-encoding --8bit-encoding --compose-encoding',
  },
  describe(call, effects, git) {
    const { options } = call;
    const [server] = options.values('--smtp-server');
    const isProgram = server !== undefined && /^[/~]/.test(server.text);
    const commands = ['--sendmail-cmd', '--to-cmd', '--cc-cmd', '--header-cmd'].flatMap((key) =>
      options.values(key),
    );
    for (const command of isProgram ? [...commands, server] : commands)
      effects.line(command, { wrapper: 'git' });
    if (!options.has('--dry-run')) {
      const host = isProgram ? undefined : server;
      effects.action('net.connect', { host, upload: true });
      for (const file of options.operands)
        effects.sends(effects.reads(git.at(file)), host === undefined ? {} : { host });
    }
    git.report({ paths: options.operands });
  },
});

/** `git difftool`, `mergetool`: `-x COMMAND`. */
export const DIFFTOOL = defineVerb({
  names: ['difftool', 'mergetool'],
  options: {
    flags:
      '-g|--gui --no-gui -d|--dir-diff -y|--no-prompt --prompt --symlinks --no-symlinks --tool-help --trust-exit-code --no-trust-exit-code --no-index --cached --staged',
    values: '-t|--tool -x|--extcmd -O',
  },
  describe(call, effects, git) {
    // Git adds the two files that are to be compared, one of which may be that of the worktree.
    for (const command of call.options.values('-x'))
      effects.line(joinValues([command, unknownValue(), unknownValue()]), { wrapper: 'git' });
    git.report({ ...(call.options.operands.length > 0 ? { paths: call.options.operands } : {}) });
  },
});
