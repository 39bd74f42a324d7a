import { type SeededRandom, seededRandom } from './seeded-random.ts';

/** A made-up secret in a public format, and texts that show it as people and programs do. */
export type SampleSecret = {
  /** Whose format it is: `github`, `aws-secret` … */
  readonly format: string;
  readonly secret: string;
  /** A text that holds the secret. */
  readonly text: string;
};

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';
const HEX = '0123456789abcdef';
const ALNUM = LOWER + UPPER + DIGITS;
const BASE64 = `${ALNUM}+/`;
const BASE64_URL = `${ALNUM}-_`;
const BASE32 = `${UPPER}234567`;

type Format = {
  readonly format: string;
  readonly make: (random: SeededRandom) => string;
  /** Where it can be told from other text. Default: anywhere. */
  readonly contexts?: readonly Context[];
};

type Context = (secret: string, random: SeededRandom) => string;

/** Where a secret with a shape of its own may stand. */
const ANYWHERE: readonly Context[] = [
  (secret) => secret,
  (secret) => `echo ${secret} | gh auth login --with-token`,
  (secret) => `curl -H "Authorization: Bearer ${secret}" https://api.example.com/v1/items`,
  (secret) => `curl -H 'X-Api-Key: ${secret}' https://api.example.com/`,
  (secret) => `curl "https://api.example.com/items?token=${secret}&page=2"`,
  (secret) => `git clone https://bot:${secret}@git.example.com/team/repo.git`,
  (secret) => `export API_TOKEN=${secret}\nnpm publish`,
  (secret) => `DEPLOY_KEY="${secret}" ./deploy.sh --dry-run`,
  (secret) => JSON.stringify({ name: 'ci', value: secret, enabled: true }),
  (secret) => JSON.stringify({ body: JSON.stringify({ token: secret }) }),
  (secret) => `const client = new Client('${secret}');`,
  (secret) => `api:\n  region: eu\n  token: ${secret}\n  retries: 3\n`,
  (secret) => `The key is ${secret}, keep it safe.`,
  (secret) => `python3 -c "import os; os.environ['K'] = '${secret}'"`,
  (secret) => `//registry.example.com/:_authToken=${secret}`,
  (secret) => `docker run -e TOKEN=${secret} -v "$PWD":/src image`,
  (secret) => `<server><token>${secret}</token></server>`,
  (secret) => `printf '%s\\n' '${secret}' > /tmp/out.txt`,
];

/** Where the name beside a secret says what it is. */
const NAMED: readonly Context[] = [
  (secret) => `PASSWORD=${secret} ./run.sh`,
  (secret) => `export DB_PASSWORD='${secret}'`,
  (secret) => `mysql -uroot -p${secret} shop -e 'select 1'`,
  (secret) => `mysql --password=${secret} shop`,
  (secret) => `sshpass -p ${secret} ssh deploy@example.com uptime`,
  (secret) => `tool login --password ${secret} --region eu`,
  (secret) => `tool --client-secret "${secret}" sync`,
  (secret) => `curl -u admin:${secret} https://example.com/`,
  (secret) => `curl --user 'admin:${secret}' https://example.com/`,
  (secret) => JSON.stringify({ user: 'app', password: secret }),
  (secret) => JSON.stringify({ config: JSON.stringify({ secret_key: secret }) }),
  (secret) => `database:\n  user: app\n  password: ${secret}\n`,
  (secret) => `password = "${secret}"`,
  (secret) => `apiKey: '${secret}',`,
  (secret) => `psql postgres://app:${secret}@db.internal:5432/shop`,
  (secret) => `redis-cli -a ${secret} ping`,
  (secret) => `docker login -u bot -p ${secret} registry.example.com`,
  (secret) => `Server=db;Uid=app;Pwd=${secret};Encrypt=yes`,
  (secret) => `AccountName=store;AccountKey=${secret};EndpointSuffix=core.windows.net`,
  (secret) => `aws configure set aws_secret_access_key ${secret}`,
  (secret) => `<password>${secret}</password>`,
  (secret) => `Proxy-Authorization: Basic ${secret}`,
];

function prefixed(
  format: string,
  prefixes: readonly string[],
  length: number,
  alphabet: string,
): Format {
  return {
    format,
    make: (random) => random.pick(prefixes) + random.text(length, alphabet),
  };
}

function jwt(random: SeededRandom): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const header = part({ alg: 'HS256', typ: 'JWT' });
  return `${header}.${part({ sub: random.text(12, ALNUM), iat: 1 })}.${random.text(43, BASE64_URL)}`;
}

function privateKey(random: SeededRandom): string {
  const label = random.pick(['RSA ', 'EC ', 'OPENSSH ', 'ENCRYPTED ', '']);
  const lines = Array.from({ length: 8 }, () => random.text(64, BASE64));
  return `-----BEGIN ${label}PRIVATE KEY-----\n${lines.join('\n')}\n-----END ${label}PRIVATE KEY-----`;
}

/** Ends on a letter or digit, so that sentence marks behind it are not its own. */
function closed(random: SeededRandom, length: number, alphabet: string): string {
  return random.text(length - 1, alphabet) + random.text(1, ALNUM);
}

const FORMATS: readonly Format[] = [
  prefixed('github', ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], 36, ALNUM),
  { format: 'github-stateless', make: (random) => `ghs_${random.text(6, DIGITS)}_${jwt(random)}` },
  {
    format: 'github-fine-grained',
    make: (random) => `github_pat_${random.text(22, ALNUM)}_${random.text(59, ALNUM)}`,
  },
  {
    format: 'gitlab',
    make: (random) =>
      random.pick(['glpat-', 'gldt-', 'glptt-', 'glrt-', 'gloas-']) +
      closed(random, 20, BASE64_URL),
  },
  prefixed('aws-id', ['AKIA', 'ASIA'], 16, BASE32),
  { format: 'aws-secret', make: (random) => `a1B${closed(random, 37, BASE64)}`, contexts: NAMED },
  { format: 'gcp', make: (random) => `AIza${closed(random, 35, BASE64_URL)}` },
  { format: 'gcp-oauth', make: (random) => `ya29.${closed(random, 60, BASE64_URL)}` },
  {
    format: 'azure-client',
    make: (random) => `${random.text(3, ALNUM)}8Q~${closed(random, 34, ALNUM)}`,
  },
  {
    format: 'azure-storage',
    make: (random) => `${random.text(86, BASE64)}==`,
    contexts: NAMED,
  },
  {
    format: 'slack',
    make: (random) =>
      `${random.pick(['xoxb', 'xoxp', 'xoxa'])}-${random.text(12, DIGITS)}-${random.text(12, DIGITS)}-${random.text(24, ALNUM)}`,
  },
  {
    format: 'slack-app',
    make: (random) =>
      `xapp-1-A${random.text(10, UPPER + DIGITS)}-${random.text(13, DIGITS)}-${random.text(64, HEX)}`,
  },
  {
    format: 'slack-webhook',
    make: (random) =>
      `https://hooks.slack.com/services/T${random.text(8, UPPER)}/B${random.text(8, UPPER)}/${random.text(24, ALNUM)}`,
    contexts: [
      (secret) => `curl -X POST -d '{"text":"hi"}' ${secret}`,
      (secret) => `HOOK=${secret}`,
    ],
  },
  prefixed('stripe', ['sk_live_', 'sk_test_', 'rk_live_'], 24, ALNUM),
  prefixed('webhook', ['whsec_'], 32, ALNUM),
  prefixed('npm', ['npm_'], 36, ALNUM),
  { format: 'pypi', make: (random) => `pypi-AgEIcHlwaS5vcmc${closed(random, 120, BASE64_URL)}` },
  {
    format: 'openai',
    make: (random) => `sk-${random.text(20, ALNUM)}T3BlbkFJ${random.text(20, ALNUM)}`,
  },
  {
    format: 'openai-project',
    make: (random) =>
      `sk-proj-${closed(random, 74, BASE64_URL)}T3BlbkFJ${closed(random, 74, BASE64_URL)}`,
  },
  { format: 'anthropic', make: (random) => `sk-ant-api03-${closed(random, 93, BASE64_URL)}AA` },
  prefixed('twilio', ['SK'], 32, HEX),
  {
    format: 'sendgrid',
    make: (random) => `SG.${random.text(22, BASE64_URL)}.${closed(random, 43, BASE64_URL)}`,
  },
  {
    format: 'telegram',
    make: (random) => `${random.text(9, '123456789')}:AA${closed(random, 33, BASE64_URL)}`,
  },
  {
    format: 'discord',
    make: (random) =>
      `M${random.text(23, ALNUM)}.${random.text(6, BASE64_URL)}.${closed(random, 38, BASE64_URL)}`,
  },
  prefixed('huggingface', ['hf_'], 34, LOWER + UPPER),
  prefixed('digitalocean', ['dop_v1_'], 64, HEX),
  prefixed('shopify', ['shpat_'], 32, HEX),
  { format: 'vault', make: (random) => `hvs.${closed(random, 95, BASE64_URL)}` },
  prefixed('docker', ['dckr_pat_'], 27, ALNUM),
  prefixed('databricks', ['dapi'], 32, HEX),
  prefixed('linear', ['lin_api_'], 40, ALNUM),
  { format: 'jwt', make: jwt },
  {
    format: 'private-key',
    make: privateKey,
    contexts: [
      (secret) => secret,
      (secret) => `cat > key.pem <<'EOF'\n${secret}\nEOF\nchmod 600 key.pem`,
      (secret) => JSON.stringify({ type: 'service_account', private_key: secret }),
    ],
  },
  {
    format: 'password',
    make: (random) => random.text(6, LOWER) + random.text(4, DIGITS) + random.text(2, UPPER),
    contexts: NAMED,
  },
  {
    format: 'password-with-marks',
    make: (random) =>
      `${random.text(5, LOWER)}${random.text(3, DIGITS)}${random.text(2, '!%^*+-_~')}${random.text(3, UPPER)}`,
    contexts: NAMED,
  },
];

/** `count` made-up secrets, every format in turn, each in one of the contexts it may stand in. */
export function sampleSecrets(count: number, seed: number): readonly SampleSecret[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => {
    const {
      format,
      make,
      contexts = ANYWHERE,
    } = FORMATS[index % FORMATS.length] ?? random.pick(FORMATS);
    const secret = make(random);
    return { format, secret, text: random.pick(contexts)(secret, random) };
  });
}
