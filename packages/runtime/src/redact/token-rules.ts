import { once } from '@agsec/core/internal';

/** One public format of a secret that can be told by its own shape, wherever it stands. */
export type TokenRule = {
  /** Tag that replaces the secret: `[redacted:github-token]`. */
  readonly kind: string;
  /**
   * Literal texts of which one must be there before the pattern is tried. Empty where the format has
   * none.
   */
  readonly hints: readonly string[];
  /**
   * Always global. Each is linear: what may repeat without end either stands last, or starts only
   * where a run of its own characters starts.
   */
  readonly pattern: RegExp;
};

/**
 * Formats as their issuers publish them (token reference pages of each service, and the rule sets of
 * secret scanners that follow them). Minimum lengths are a little below the published ones, so that
 * a longer successor of a format is still seen. Made when asked for: most calls need the hints alone
 * (`TOKEN_HINTS`).
 */
export const tokenRules = once(makeRules);

function makeRules(): readonly TokenRule[] {
  return [
    // GitHub, "About authentication to GitHub": classic tokens, and since 2026 `ghs_` + a JWT.
    {
      kind: 'github-token',
      hints: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
      pattern: /gh[pousr]_[A-Za-z0-9][A-Za-z0-9_.-]{29,}/g,
    },
    { kind: 'github-token', hints: ['github_pat_'], pattern: /github_pat_[A-Za-z0-9_]{22,}/g },
    // GitLab, "Token overview": every prefix is `gl<type>-`; routable tokens hold dots.
    {
      kind: 'gitlab-token',
      hints: [
        'glpat-',
        'gloas-',
        'gldt-',
        'glrt',
        'glcbt-',
        'glptt-',
        'glft-',
        'glimt-',
        'glagent-',
        'glwt-',
        'glsoat-',
        'glffct-',
      ],
      pattern:
        /(?<![A-Za-z0-9])gl(?:pat|oas|dt|rt|rtr|cbt|ptt|ft|imt|agent|wt|soat|ffct)-[A-Za-z0-9_-][A-Za-z0-9_.=-]{18,}/g,
    },
    { kind: 'gitlab-token', hints: ['GR1348941'], pattern: /GR1348941[A-Za-z0-9_-]{18,}/g },
    // AWS, "IAM identifiers": four-letter prefix and 16 more.
    {
      kind: 'aws-access-key-id',
      hints: ['AKIA', 'ASIA', 'ABIA', 'ACCA', 'A3T'],
      pattern: /(?<![A-Z0-9])(?:AKIA|ASIA|ABIA|ACCA|A3T[A-Z0-9])[A-Z0-9]{16}(?![A-Z0-9])/g,
    },
    {
      kind: 'aws-bedrock-key',
      hints: ['ABSK'],
      pattern: /(?<![A-Za-z0-9])ABSK[A-Za-z0-9+/]{90,}={0,2}/g,
    },
    // Google: API keys, OAuth access tokens and client secrets.
    { kind: 'gcp-api-key', hints: ['AIza'], pattern: /AIza[A-Za-z0-9_-]{35}/g },
    {
      kind: 'gcp-oauth-token',
      hints: ['ya29.'],
      pattern: /ya29\.[A-Za-z0-9_-][A-Za-z0-9_.-]{19,}/g,
    },
    { kind: 'gcp-client-secret', hints: ['GOCSPX-'], pattern: /GOCSPX-[A-Za-z0-9_-]{20,}/g },
    {
      kind: 'gcp-refresh-token',
      hints: ['1//0'],
      pattern: /(?<![A-Za-z0-9/])1\/\/0[A-Za-z0-9_-]{30,}/g,
    },
    // Azure: client secrets carry `Q~`; keys made since 2022 carry `JQQJ99` or a fixed signature.
    {
      kind: 'azure-client-secret',
      hints: ['Q~'],
      pattern: /(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}/g,
    },
    {
      kind: 'azure-key',
      hints: ['AAct', '+ASt', '+ARm', 'APIM', 'ACDb', 'AIoT', '+AEh', 'AzSe', 'AZDO', 'JQQJ99'],
      pattern:
        /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{33,90}(?:AAct|\+ASt|\+ARm|APIM|ACDb|AIoT|\+AEh|AzSe|AZDO|JQQJ99)[A-Za-z0-9+/]{4,40}={0,2}/g,
    },
    // Slack, "Token types"; webhooks are secrets by themselves.
    {
      kind: 'slack-token',
      hints: ['xox', 'xapp-'],
      pattern: /(?<![A-Za-z0-9])(?:xox[a-z](?:\.xox[a-z])?|xapp)-[A-Za-z0-9][A-Za-z0-9-]{9,}/g,
    },
    {
      kind: 'slack-webhook',
      hints: ['hooks.slack.com/'],
      pattern: /hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9_/+-]{20,}/g,
    },
    // Stripe, "API keys"; webhook signing secrets. Publishable keys (`pk_`) are public.
    {
      kind: 'stripe-key',
      hints: ['_live_', '_test_', '_prod_'],
      pattern: /(?<![A-Za-z0-9])(?:sk|rk)_(?:live|test|prod)_[A-Za-z0-9]{10,}/g,
    },
    { kind: 'webhook-secret', hints: ['whsec_'], pattern: /whsec_[A-Za-z0-9+/_-]{20,}={0,2}/g },
    { kind: 'npm-token', hints: ['npm_'], pattern: /npm_[A-Za-z0-9]{34,}/g },
    { kind: 'pypi-token', hints: ['pypi-'], pattern: /pypi-[A-Za-z0-9_-]{50,}/g },
    { kind: 'rubygems-key', hints: ['rubygems_'], pattern: /rubygems_[a-f0-9]{40,}/g },
    {
      kind: 'crates-token',
      hints: ['cio'],
      pattern: /(?<![A-Za-z0-9])cio[A-Za-z0-9]{32}(?![A-Za-z0-9])/g,
    },
    // Model providers.
    { kind: 'anthropic-key', hints: ['sk-ant-'], pattern: /sk-ant-[A-Za-z0-9_-]{20,}/g },
    {
      kind: 'openai-key',
      hints: ['sk-'],
      pattern:
        /(?<![A-Za-z0-9])sk-(?:proj|svcacct|admin|service|None|or-v1|or|lf)-[A-Za-z0-9_-]{20,}/g,
    },
    { kind: 'openai-key', hints: ['sk-'], pattern: /(?<![A-Za-z0-9])sk-[A-Za-z0-9]{20,}/g },
    {
      kind: 'huggingface-token',
      hints: ['hf_', 'api_org_'],
      pattern: /(?<![A-Za-z0-9])(?:hf|api_org)_[A-Za-z]{30,}/g,
    },
    { kind: 'groq-key', hints: ['gsk_'], pattern: /(?<![A-Za-z0-9])gsk_[A-Za-z0-9]{40,}/g },
    { kind: 'xai-key', hints: ['xai-'], pattern: /(?<![A-Za-z0-9])xai-[A-Za-z0-9_-]{60,}/g },
    { kind: 'replicate-token', hints: ['r8_'], pattern: /(?<![A-Za-z0-9])r8_[A-Za-z0-9]{30,}/g },
    { kind: 'perplexity-key', hints: ['pplx-'], pattern: /pplx-[A-Za-z0-9]{40,}/g },
    {
      kind: 'langsmith-key',
      hints: ['lsv2_'],
      pattern: /lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}/g,
    },
    // Mail and messaging.
    {
      kind: 'twilio-key',
      hints: [],
      pattern: /(?<![A-Za-z0-9])SK[0-9a-fA-F]{32}(?![A-Za-z0-9])/g,
    },
    {
      kind: 'sendgrid-key',
      hints: ['SG.'],
      pattern: /(?<![A-Za-z0-9_.-])SG\.[A-Za-z0-9_-]{16,40}\.[A-Za-z0-9_-]{16,}/g,
    },
    {
      kind: 'mailgun-key',
      hints: ['key-', 'pubkey-'],
      pattern: /(?<![A-Za-z0-9-])(?:pub)?key-[0-9a-f]{32}(?![A-Za-z0-9])/g,
    },
    {
      kind: 'mailchimp-key',
      hints: ['-us'],
      pattern: /(?<![A-Za-z0-9])[0-9a-f]{32}-us[0-9]{1,2}(?![0-9A-Za-z])/g,
    },
    {
      kind: 'brevo-key',
      hints: ['xkeysib-', 'xsmtpsib-'],
      pattern: /x(?:key|smtp)sib-[a-f0-9]{40,}-[A-Za-z0-9]{10,}/g,
    },
    {
      kind: 'resend-key',
      hints: ['re_'],
      pattern: /(?<![A-Za-z0-9])re_[A-Za-z0-9]{6,12}_[A-Za-z0-9]{20,}/g,
    },
    {
      kind: 'telegram-token',
      hints: [],
      pattern: /(?<![0-9A-Za-z])(?:bot)?[0-9]{8,10}:A[A-Za-z0-9_-]{34}(?![A-Za-z0-9_-])/g,
    },
    {
      kind: 'discord-token',
      hints: [],
      pattern:
        /(?<![A-Za-z0-9_.-])[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}/g,
    },
    {
      kind: 'discord-webhook',
      hints: ['/api/webhooks/'],
      pattern: /discord(?:app)?\.com\/api\/webhooks\/[0-9]{10,}\/[A-Za-z0-9_-]{20,}/g,
    },
    {
      kind: 'teams-webhook',
      hints: ['webhook.office.com'],
      pattern: /webhook\.office\.com\/webhookb2\/[A-Za-z0-9@/-]{40,}/g,
    },
    // Hosting, registries, infrastructure.
    { kind: 'digitalocean-token', hints: ['_v1_'], pattern: /do[opr]_v1_[a-f0-9]{60,}/g },
    { kind: 'docker-token', hints: ['dckr_'], pattern: /dckr_(?:pat|oat)_[A-Za-z0-9_-]{20,}/g },
    {
      kind: 'shopify-token',
      hints: ['shpat_', 'shpca_', 'shppa_', 'shpss_'],
      pattern: /shp(?:at|ca|pa|ss)_[a-fA-F0-9]{30,}/g,
    },
    {
      kind: 'square-token',
      hints: ['sq0', 'EAAA'],
      pattern: /(?<![A-Za-z0-9])(?:sq0[a-z]{3}-[A-Za-z0-9_-]{22,}|EAAA[A-Za-z0-9_-]{58,})/g,
    },
    {
      kind: 'vault-token',
      hints: ['hvs.', 'hvb.', 'hvr.'],
      pattern: /(?<![A-Za-z0-9])hv[sbr]\.[A-Za-z0-9_-]{20,}/g,
    },
    {
      kind: 'databricks-token',
      hints: ['dapi'],
      pattern: /(?<![A-Za-z0-9])dapi[a-f0-9]{32}(?:-[0-9])?/g,
    },
    {
      kind: 'grafana-token',
      hints: ['glsa_', 'glc_'],
      pattern: /gl(?:sa_[A-Za-z0-9]{32}_[a-f0-9]{8}|c_[A-Za-z0-9+/]{32,}={0,2})/g,
    },
    {
      kind: 'terraform-token',
      hints: ['.atlasv1.'],
      pattern: /[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_-]{50,}/g,
    },
    { kind: 'pulumi-token', hints: ['pul-'], pattern: /(?<![A-Za-z0-9])pul-[a-f0-9]{40}/g },
    {
      kind: 'doppler-token',
      hints: ['dp.'],
      pattern: /(?<![A-Za-z0-9])dp\.(?:pt|st|ct|sa|scim|audit)\.[A-Za-z0-9_.-]{30,}/g,
    },
    {
      kind: 'fly-token',
      hints: ['fm2_', 'fm1', 'fo1_'],
      pattern: /(?<![A-Za-z0-9])f(?:m[12][ar]?|o1)_[A-Za-z0-9+/_-]{30,}={0,3}/g,
    },
    { kind: 'heroku-key', hints: ['HRKU-'], pattern: /HRKU-[A-Za-z0-9_-]{30,}/g },
    {
      kind: 'netlify-token',
      hints: ['nfp_', 'nfc_'],
      pattern: /(?<![A-Za-z0-9])nf[pcoub]_[A-Za-z0-9]{30,}/g,
    },
    {
      kind: 'vercel-token',
      hints: ['vcp_', 'vci_', 'vcc_', 'vck_', 'vcr_'],
      pattern: /(?<![A-Za-z0-9])vc[pickr]_[A-Za-z0-9_-]{40,}/g,
    },
    {
      kind: 'supabase-key',
      hints: ['sbp_', 'sb_secret_'],
      pattern: /(?<![A-Za-z0-9])(?:sbp_[a-f0-9]{40}|sb_secret_[A-Za-z0-9_-]{20,})/g,
    },
    {
      kind: 'planetscale-token',
      hints: ['pscale_'],
      pattern: /pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.=-]{30,}/g,
    },
    { kind: 'tailscale-key', hints: ['tskey-'], pattern: /tskey-[a-z]+-[A-Za-z0-9_-]{15,}/g },
    {
      kind: 'cloudflare-token',
      hints: ['v1.0-', 'cfk_', 'cfut_', 'cfat_'],
      pattern:
        /(?<![A-Za-z0-9])(?:v1\.0-[a-f0-9]{24}-[a-f0-9]{100,}|cf(?:k|ut|at)_[A-Za-z0-9_-]{40,})/g,
    },
    {
      kind: 'newrelic-key',
      hints: ['NRAK-', 'NRJS-', 'NRII-'],
      pattern: /NR(?:AK|JS|II)-[A-Za-z0-9_-]{19,}/g,
    },
    { kind: 'sentry-token', hints: ['sntry'], pattern: /sntry[su]_[A-Za-z0-9+/=_-]{40,}/g },
    {
      kind: 'dynatrace-token',
      hints: ['dt0'],
      pattern: /dt0[a-z][0-9]{2}\.[A-Z0-9]{24}\.[A-Z0-9]{60,}/g,
    },
    { kind: 'postman-key', hints: ['PMAK-'], pattern: /PMAK-[a-f0-9]{24}-[a-f0-9]{30,}/g },
    // Work tools.
    {
      kind: 'atlassian-token',
      hints: ['ATATT3', 'ATCTT3', 'ATBB'],
      pattern: /(?<![A-Za-z0-9])AT(?:ATT3|CTT3|BB)[A-Za-z0-9_=.-]{28,}/g,
    },
    { kind: 'linear-key', hints: ['lin_'], pattern: /lin_(?:api|oauth)_[A-Za-z0-9]{30,}/g },
    {
      kind: 'notion-token',
      hints: ['ntn_', 'secret_'],
      pattern: /(?<![A-Za-z0-9])(?:ntn_[A-Za-z0-9]{40,}|secret_[A-Za-z0-9]{43})(?![A-Za-z0-9])/g,
    },
    {
      kind: 'airtable-token',
      hints: [],
      pattern: /(?<![A-Za-z0-9])pat[A-Za-z0-9]{14}\.[a-f0-9]{64}/g,
    },
    {
      kind: 'figma-token',
      hints: ['figd_', 'figo', 'figu'],
      pattern: /fig(?:d|oh?|uh?|or|ur)_[A-Za-z0-9_-]{30,}/g,
    },
    {
      kind: 'dropbox-token',
      hints: ['sl.'],
      pattern: /(?<![A-Za-z0-9])sl\.(?:u\.)?[A-Za-z0-9_-]{100,}/g,
    },
    {
      kind: 'mapbox-token',
      hints: ['sk.eyJ'],
      pattern: /sk\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{10,}/g,
    },
    { kind: 'facebook-token', hints: ['EAA'], pattern: /(?<![A-Za-z0-9])EAA[A-Za-z0-9]{80,}/g },
    { kind: '1password-token', hints: ['ops_eyJ'], pattern: /ops_eyJ[A-Za-z0-9+/_-]{50,}={0,2}/g },
    {
      kind: '1password-key',
      hints: ['A3-'],
      pattern: /(?<![A-Za-z0-9-])A3-[A-Z0-9]{6}-[A-Z0-9]{5,12}(?:-[A-Z0-9]{5,6}){3,4}/g,
    },
    {
      kind: 'age-key',
      hints: ['AGE-SECRET-KEY-'],
      pattern: /AGE-SECRET-KEY-(?:PQ-)?1[A-Z0-9]{50,}/g,
    },
    // RFC 7519 and 7516: a JSON header in base64url, then two or four more parts.
    {
      kind: 'jwt',
      hints: ['eyJ'],
      pattern:
        /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){0,3}/g,
    },
  ];
}
