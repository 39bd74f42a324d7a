import type { Program } from '../../program.ts';
import { GETENT } from './accounts.ts';
import { CERTIFICATE_PROGRAMS } from './certificates.ts';
import { CLIPBOARD } from './clipboard.ts';
import { ENVIRONMENT_PROGRAMS } from './environment.ts';
import { KEYCHAIN_PROGRAMS } from './keychains.ts';
import { KEY_PROGRAMS } from './keys.ts';
import { OPENSSL } from './openssl.ts';
import { VAULT_PROGRAMS } from './vaults.ts';

/** Programs that show, keep or use secrets. */
export const SECRET_PROGRAMS: readonly Program[] = [
  ...ENVIRONMENT_PROGRAMS,
  ...VAULT_PROGRAMS,
  ...KEYCHAIN_PROGRAMS,
  ...KEY_PROGRAMS,
  OPENSSL,
  ...CERTIFICATE_PROGRAMS,
  ...CLIPBOARD,
  GETENT,
];
