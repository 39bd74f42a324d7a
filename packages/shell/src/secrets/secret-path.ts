import { once } from '@agsec/core/internal';

/**
 * Kinds of files that hold secrets, and how they are known by their path. All paths are compared in
 * lower case with `/` before them, so that `/x` matches a whole segment at any depth.
 */
type SecretRule = {
  readonly kind: SecretKind;
  /** Matches anywhere in the path. */
  readonly path: RegExp;
  /** Paths that match and hold no secret all the same. */
  readonly except?: RegExp;
};

export type SecretKind =
  | 'env-file'
  | 'private-key'
  | 'credentials'
  | 'password-store'
  | 'browser-data'
  | 'history'
  | 'infrastructure-state'
  | 'system-secret';

/** Made when a path calls for them: most lines name none that could hold a secret. */
const secretRules = once(makeRules);

function makeRules(): readonly SecretRule[] {
  /** Endings of texts about a thing rather than the thing itself. */
  const ABOUT = /\.(?:md|mdx|rst|txt|html?|[cm]?[jt]sx?|py|rb|go|rs|java|php|cs|sh)$/;
  const EXAMPLE =
    /(?:^|[/._-])(?:examples?|samples?|templates?|tmpl|tpl|dist|defaults?|schema|spec)(?:[._-]|$)/;
  const PUBLIC_KEY = /\.pub$|(?:^|[/._-])pub(?:lic)?(?:[._-]?key)?\.(?:pem|key|asc)$/;
  const CERTIFICATE =
    /(?:^|[/._-])(?:ca|cas|cacerts?|certs?|certificates?|crt|chain|fullchain|bundle|root|issuer|dhparams?)(?:[0-9]*)(?:[._-](?!key|priv)[^/]*)?\.pem$|\/cacert\.pem$/;

  return [
    {
      kind: 'env-file',
      path: /\/\.env(?:[._-][^/]*)?$|\/\.envrc$|\/[^/]+\.env$|\/\.env\*[^/]*$/,
      except: new RegExp(`${EXAMPLE.source}|${ABOUT.source}|\\.(?:age|gpg|enc|sops|vault)$`),
    },
    {
      kind: 'private-key',
      path: /\/id_(?:rsa|dsa|ecdsa|ed25519|xmss)[^/]*$|\/\.ssh(?:\/[^/]+)*$|\/ssh_host_[a-z0-9]+_key$/,
      except:
        /\.pub$|\/\.ssh\/(?:config(?:\.d\/.*|$)|known_hosts|authorized_keys|allowed_signers|environment|rc$|[^/]*\.sock)/,
    },
    {
      kind: 'private-key',
      path: /\/[^/]+\.pem$/,
      except: new RegExp(`${CERTIFICATE.source}|${PUBLIC_KEY.source}`),
    },
    { kind: 'private-key', path: /\/[^/]+\.key$/, except: PUBLIC_KEY },
    {
      kind: 'private-key',
      path: /\.(?:p12|pfx|p8|pkcs12|jks|keystore|ppk|keytab)$|\/\.gnupg(?:\/|$)|\/secring\.gpg$|\/sops\/age\/keys\.txt$|\/wallet\.dat$|\/keystore\/utc--/,
      except: /\/\.gnupg\/(?:gpg(?:-agent)?\.conf|pubring|trustdb|dirmngr)/,
    },
    {
      kind: 'credentials',
      path: /\/\.aws\/(?:credentials|sso\/cache|cli\/cache)|\/\.(?:boto|s3cfg|databrickscfg|vault-token)$|\/\.azure\/(?:accesstokens\.json|msal_token_cache|service_principal)|\/gcloud\/(?:credentials\.db|access_tokens\.db|application_default_credentials\.json|legacy_credentials)|\/\.oci\/[^/]*(?:config|\.pem)$/,
    },
    {
      kind: 'credentials',
      path: /\/\.kube\/(?:config[^/]*|cache\/oidc-login.*)$|\/kubeconfig$|\.kubeconfig$|\/etc\/kubernetes\/[^/]+\.conf$|\/\.docker\/config\.json$|\/containers\/auth\.json$|\/(?:var\/)?run\/secrets\//,
    },
    {
      kind: 'credentials',
      path: /\/[._]netrc$|\/\.(?:npmrc|pypirc|git-credentials|pgpass|my\.cnf|mylogin\.cnf|htpasswd|msmtprc|fetchmailrc|authinfo|xauthority|terraformrc|vault_pass[^/]*)$|\/git\/credentials$|\/gh\/hosts\.ya?ml$|\/\.config\/hub$|\/glab-cli\/config\.yml$/,
    },
    {
      kind: 'credentials',
      path: /\/\.gem\/credentials$|\/\.cargo\/credentials(?:\.toml)?$|\/\.composer\/auth\.json$|\/\.m2\/settings(?:-security)?\.xml$|\/\.terraform\.d\/credentials\.tfrc\.json$|\/\.claude\/\.credentials\.json$|\/\.codex\/auth\.json$|\/rclone\.conf$|\/huggingface\/(?:token|stored_tokens)$|\/kaggle\.json$|\/configstore\/firebase-tools\.json$|\/stripe\/config\.toml$|\/\.fly\/config\.yml$|\/doctl\/config\.yaml$|\/\.snowsql\/config$/,
    },
    {
      kind: 'credentials',
      path: /\/(?:credentials|client[_-]?secrets?|service[_-]?account|gcp[_-]?key|secrets?)(?:[_-][^/]*)?(?:\.(?:json|ya?ml|toml|ini|csv|xml|properties|conf|cfg|db))$|\/[^/]*service[_-]?account[^/]*\.json$|\/\.?(?:credentials|secrets?)$/,
      except: EXAMPLE,
    },
    {
      kind: 'password-store',
      path: /\.(?:kdbx?|agilekeychain|opvault|1pif)$|\/\.password-store\/|\/keyrings\/|\/library\/keychains\/|\.keychain(?:-db)?$/,
    },
    {
      kind: 'browser-data',
      path: /\/(?:cookies(?:\.sqlite|\.binarycookies)?|login data|logins\.json|key[34]\.db|signons\.sqlite|web data)$/,
      except: /^\/(?:[^/.][^/]*\/)*cookies$/,
    },
    {
      kind: 'history',
      path: /\/\.(?:bash|zsh|sh|ksh|python|psql|mysql|sqlite|rediscli|node_repl|irb|lesshst)_?history$|\/\.(?:zhistory|histfile|lesshst)$|\/fish_history$|\/consolehost_history\.txt$/,
    },
    {
      kind: 'infrastructure-state',
      path: /\.tfstate(?:\.backup|\.\d+\.backup)?$|\.tfvars(?:\.json)?$|\/\.pulumi\/credentials\.json$/,
      except: EXAMPLE,
    },
    {
      kind: 'system-secret',
      path: /^\/(?:private\/)?etc\/(?:shadow|gshadow|master\.passwd|sudoers|security\/opasswd|krb5\.keytab)-?$|^\/proc\/[^/]+\/(?:environ|mem)$|^\/(?:var\/db\/dslocal\/nodes\/|windows\/system32\/config\/(?:sam|system|security)$)/,
    },
  ];
}

/**
 * Texts of which every path that a rule matches holds one. Most paths hold none, and need no rule to
 * be compiled.
 */
const PARTS: readonly string[] = [
  ...[
    '.env',
    '/id_',
    '/.ssh',
    '/ssh_host_',
    '.pem',
    '.key',
    '.p12',
    '.pfx',
    '.p8',
    'pkcs12',
    '.jks',
  ],
  ...[
    'keystore',
    '.ppk',
    '.keytab',
    '.gnupg',
    'secring',
    'keys.txt',
    'wallet.dat',
    '/.aws/',
    '/.boto',
  ],
  ...[
    '/.s3cfg',
    'databrickscfg',
    'vault',
    '/.azure/',
    '/gcloud/',
    '/.oci/',
    '/.kube/',
    'kubeconfig',
  ],
  ...['/kubernetes/', '/.docker/', 'auth.json', 'run/secrets/', 'netrc', '/.npmrc', '/.pypirc'],
  ...[
    'git-credentials',
    '/.pgpass',
    '.cnf',
    '/.htpasswd',
    '/.msmtprc',
    '/.fetchmailrc',
    '/.authinfo',
  ],
  ...[
    '/.xauthority',
    '/.terraformrc',
    '/git/credentials',
    '/gh/hosts',
    '/.config/hub',
    '/glab-cli/',
  ],
  ...['credentials', '/.composer/', '/settings.xml', '/settings-security.xml', '/rclone.conf'],
  ...['/huggingface/', '/kaggle.json', 'firebase', '/stripe/', '/.fly/', '/doctl/', '/.snowsql/'],
  ...['secret', 'service', 'gcp', '.kdb', 'keychain', '.opvault', '.1pif', '.password-store'],
  ...[
    '/keyrings/',
    '/cookies',
    '/login data',
    '/logins.json',
    '3.db',
    '4.db',
    '/signons',
    '/web data',
  ],
  ...[
    'history',
    'histfile',
    '.lesshst',
    '.tfstate',
    '.tfvars',
    '/.pulumi/',
    'shadow',
    'master.passwd',
  ],
  ...['sudoers', 'opasswd', '/proc/', '/dslocal/', 'system32'],
];

/**
 * The kind of secret a file holds, told by its path alone; `undefined` for an ordinary file. A `*`
 * that stands for an unknown part is matched as any other character of a name.
 */
export function secretKind(path: string): SecretKind | undefined {
  if (path.length > 4_096) return undefined;
  const plain = path.toLowerCase().replaceAll('\\', '/').replace(/\/+$/, '');
  const absolute = plain.startsWith('/') ? plain : `/${plain}`;
  if (!PARTS.some((part) => absolute.includes(part))) return undefined;
  for (const { kind, path: pattern, except } of secretRules())
    if (pattern.test(absolute) && !except?.test(absolute)) return kind;
  return undefined;
}
