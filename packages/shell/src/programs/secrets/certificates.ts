import type { Program } from '../../program.ts';
import { defineTool } from '../infrastructure/verb-table.ts';

/** Tools that issue, revoke and keep certificates and keys. */
export const CERTIFICATE_PROGRAMS: readonly Program[] = [
  defineTool({
    names: ['certbot', 'step', 'lego', 'cfssl'],
    summary: 'Command and severity: certificates revoked and deleted',
    options: {
      flags: '-h -n --non-interactive --dry-run --force-renewal --test-cert --force -f',
      values:
        '--cert-name --cert-path -d|--domain|--domains --email -m --config-dir --serial --reason --ca-url --root -ca -ca-key -serial',
      clusters: false,
    },
    depth: 2,
    dryRun: ['--dry-run'],
    verbs: {
      'revoke|delete|unregister': 'irreversible',
      'ca revoke': 'irreversible',
      'rollback|uninstall': 'destroy',
      'certificates|show_account|plugins|list|version|certinfo|scan|info': 'read',
      'certificate inspect|verify|fingerprint|lint': 'read',
      'certificate uninstall': 'destroy',
      'ca health|roots|root|fingerprint': 'read',
      'renew|certonly|run|certificate|ca|crypto|ssh|oauth|gencert|sign|selfsign|serve': 'change',
    },
  }),
  defineTool({
    names: ['ykman'],
    summary: 'Command and severity: applications of a security key reset',
    options: { flags: '-h -f|--force', values: '-d|--device -r|--reader' },
    depth: 3,
    verbs: {
      'piv|fido|oath|openpgp|otp|hsmauth reset|delete': 'irreversible',
      'oath accounts delete': 'irreversible',
      'piv certificates|keys delete': 'irreversible',
      'oath accounts list': 'read',
      'config reset': 'destroy',
      'info|list': 'read',
    },
    secrets: { 'oath accounts code': 'password' },
  }),
];
