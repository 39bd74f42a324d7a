import { describe, expect, it } from 'vitest';
import { secretKind } from './secret-path.ts';

const SECRETS: { readonly [kind: string]: readonly string[] } = {
  'env-file': [
    '.env',
    './.env',
    '/p/.env',
    'packages/api/.env.local',
    '.env.production',
    '.env.test',
    'config/prod.env',
    '.envrc',
    '.ENV',
    '.env*',
    '.env_backup',
  ],
  'private-key': [
    '~/.ssh/id_rsa',
    '/home/u/.ssh/id_ed25519',
    'id_rsa',
    'backup/id_rsa.bak',
    '~/.ssh/deploy',
    '~/.ssh',
    '~/.ssh/',
    '~/.ssh/*',
    '/etc/ssh/ssh_host_ed25519_key',
    'server.key',
    'privkey.pem',
    'cert-key.pem',
    'certs/tls.key',
    'a.p12',
    'a.pfx',
    'release.jks',
    '~/.gnupg/private-keys-v1.d/x.key',
  ],
  credentials: [
    '~/.aws/credentials',
    '~/.netrc',
    '.npmrc',
    '~/.pypirc',
    '~/.pgpass',
    '~/.kube/config',
    '~/.docker/config.json',
    '~/.config/gcloud/application_default_credentials.json',
    '~/.config/gh/hosts.yml',
    'credentials.json',
    'config/service-account.json',
    'my-service-account-prod.json',
    'secrets.yaml',
    '~/.git-credentials',
    '/run/secrets/db',
  ],
  'password-store': ['x.kdbx', '~/Library/Keychains/login.keychain-db', '~/.password-store/a.gpg'],
  'browser-data': [
    '~/.config/google-chrome/Default/Cookies',
    '~/.mozilla/firefox/x.default/cookies.sqlite',
    '~/.config/chromium/Default/Login Data',
  ],
  history: ['~/.bash_history', '/root/.zsh_history', '~/.local/share/fish/fish_history'],
  'infrastructure-state': ['terraform.tfstate', 'prod.tfvars', 'x/terraform.tfstate.backup'],
  'system-secret': ['/etc/shadow', '/etc/sudoers', '/proc/self/environ', '/proc/1/environ'],
};

const ORDINARY: readonly string[] = [
  '.env.example',
  '.env.sample',
  '.env.template',
  '.env.dist',
  'env.example',
  'example.env',
  'src/env.ts',
  '.env.d.ts',
  'environment.ts',
  '~/.ssh/id_rsa.pub',
  '~/.ssh/known_hosts',
  '~/.ssh/config',
  '~/.ssh/authorized_keys',
  '/etc/ssl/certs/ca-certificates.crt',
  'ca.pem',
  'cert.pem',
  'fullchain.pem',
  'ca-bundle.pem',
  'public.pem',
  'pubkey.pem',
  'public.key',
  'docs/secrets.md',
  'src/secrets.ts',
  'credentials.go',
  'docs/credentials.md',
  'terraform.tfvars.example',
  'example.tfvars',
  'keyboard.json',
  'monkey.txt',
  'keys.ts',
  'src/cookies.ts',
  'src/lib/cookies',
  'history.md',
  '/etc/passwd',
  '/etc/hosts',
  'package.json',
  'README.md',
  'config.json',
  'app/config',
  'Dockerfile',
  '',
  '/',
  '*',
];

describe('secretKind', () => {
  for (const [kind, paths] of Object.entries(SECRETS))
    for (const path of paths)
      it(`takes ${path} for ${kind}`, () => {
        expect(secretKind(path)).toBe(kind);
      });

  for (const path of ORDINARY)
    it(`takes '${path}' for no secret`, () => {
      expect(secretKind(path)).toBeUndefined();
    });

  it('stays linear on a path made to backtrack', () => {
    const hostile = `${'service-account'.repeat(250)}!`;
    expect(secretKind(hostile)).toBeUndefined();
    expect(secretKind('/'.repeat(100_000))).toBeUndefined();
  });
});
