const SECRET_WORD =
  /(?:^|_)(?:SECRET|SECRETS|TOKEN|TOKENS|PASSWORD|PASSWD|PASS|PASSPHRASE|PWD|PAT|APIKEY|KEY|KEYS|CREDENTIAL|CREDENTIALS|CREDS|AUTH|DSN|COOKIE|JWT|PRIVATE)(?:_|$|\d)/;
const HARMLESS =
  /^(?:PWD|OLDPWD|SSH_AUTH_SOCK|XAUTHORITY|(?:.*_)?(?:KEY|TOKEN|AUTH|PASS|SECRET)_(?:ID|NAME|PATH|FILE|TYPE|URL|TTL|LENGTH)|.*PUBLIC.*KEY.*|KEY_?BOARD.*|.*_PWD|MYSQL_PWD_FILE)$/;

/** True for a name that says its variable holds a secret (`GITHUB_TOKEN`, `DB_PASSWORD`). */
export function isSecretVariable(name: string): boolean {
  const upper = name.toUpperCase();
  return SECRET_WORD.test(upper) && !HARMLESS.test(upper);
}
