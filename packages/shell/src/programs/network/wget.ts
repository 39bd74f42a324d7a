import type { Call, Effects, Program, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import {
  joinValues,
  prefixed,
  streamOfValue,
  unknownValue,
  withoutPrefix,
} from '../shapes/values.ts';
import { remoteName, webFetch } from './web-address.ts';

/** `wget` 1.21 and `wget2`: downloads, posts, recursive mirrors. */
export const WGET: Program = defineProgram({
  names: ['wget', 'wget2'],
  summary: 'URLs, uploads of data and files, outputs, URL lists, `-e` settings',
  options: {
    flags:
      '-4|--inet4-only -6|--inet6-only -b|--background -c|--continue -d|--debug -E|--adjust-extension ' +
      '-F|--force-html -h|--help -H|--span-hosts -K|--backup-converted -k|--convert-links -L|--relative ' +
      '-m|--mirror -N|--timestamping -nc|--no-clobber -nd|--no-directories -nH|--no-host-directories ' +
      '-np|--no-parent -nv|--no-verbose -p|--page-requisites -q|--quiet -r|--recursive ' +
      '-S|--server-response -v|--verbose -V|--version -x|--force-directories --ask-password ' +
      '--auth-no-challenge --content-disposition --content-on-error --convert-file-only ' +
      '--delete-after --follow-ftp --ftps-clear-data-connection --ftps-fallback-to-ftp ' +
      '--ftps-implicit --ftps-resume-ssl --https-only --ignore-case --ignore-length ' +
      '--keep-session-cookies --no-cache --no-check-certificate --no-config --no-cookies ' +
      '--no-dns-cache --no-glob --no-hsts --no-http-keep-alive --no-if-modified-since --no-iri ' +
      '--no-netrc --no-passive-ftp --no-proxy --no-remove-listing --no-use-server-timestamps ' +
      '--no-warc-compression --no-warc-digests --no-warc-keep-log --preserve-permissions ' +
      '--protocol-directories --random-wait --retr-symlinks --retry-connrefused --save-headers ' +
      '--show-progress --spider --strict-comments --trust-server-names --unlink --warc-cdx --xattr',
    values:
      '-a|--append-output -A|--accept -B|--base -D|--domains -e|--execute -i|--input-file ' +
      '-I|--include-directories -l|--level -o|--output-file -O|--output-document ' +
      '-P|--directory-prefix -Q|--quota -R|--reject -t|--tries -T|--timeout -U|--user-agent -w|--wait ' +
      '-X|--exclude-directories --accept-regex --bind-address --body-data --body-file ' +
      '--ca-certificate --ca-directory --certificate --certificate-type --ciphers --compression ' +
      '--config --connect-timeout --crl-file --cut-dirs --default-page --dns-timeout ' +
      '--exclude-domains --follow-tags --ftp-password --ftp-user --header --hsts-file ' +
      '--http-password --http-user --ignore-tags --limit-rate --load-cookies --local-encoding ' +
      '--max-redirect --method --password --pinnedpubkey --post-data --post-file --prefer-family ' +
      '--private-key --private-key-type --progress --proxy-password --proxy-user --read-timeout ' +
      '--referer --regex-type --reject-regex --rejected-log --remote-encoding --report-speed ' +
      '--restrict-file-names --retry-on-http-error --save-cookies --secure-protocol --start-pos ' +
      '--use-askpass --user --waitretry --warc-dedup --warc-file --warc-header --warc-max-size ' +
      '--warc-tempdir',
    optional: '--backups',
  },
  describe(call, effects) {
    const { options } = call;
    if (options.has('-h') || options.has('-V')) return;
    for (const key of ['-o', '-a', '--rejected-log', '--save-cookies', '--warc-file'])
      for (const file of options.values(key)) logFile(effects, file);
    for (const command of options.values('--use-askpass')) effects.line(command);
    for (const setting of options.values('-e'))
      if (/^\s*use_?askpass\s*=/i.test(setting.text)) effects.line(afterEquals(setting));
    const files = ['--post-file', '--body-file'].flatMap((key) => options.values(key));
    const sent = [
      ...files.map((file) => (isInput(file) ? (call.stdin ?? { taint: {} }) : effects.reads(file))),
      ...['--post-data', '--body-data', '--header', '-U', '--referer', '--password']
        .flatMap((key) => options.values(key))
        .map(streamOfValue),
    ];
    const [body] = ['--post-data', '--body-data']
      .flatMap((key) => options.values(key))
      .map(streamOfValue);
    const posts = files.length > 0 || options.has('--post-data') || options.has('--body-data');
    const method = options.values('--method').at(-1) ?? (posts ? 'POST' : 'GET');
    for (const url of urlsOf(call, effects)) {
      webFetch(effects, url, { method, upload: posts, body });
      for (const stream of sent) effects.sends(stream, { url });
      saved(call, effects, url);
    }
  },
});

function isInput(file: Value): boolean {
  return file.text === '-' || file.text === '/dev/stdin';
}

function afterEquals(setting: Value): Value {
  return withoutPrefix(setting, setting.text.indexOf('=') + 1);
}

function logFile(effects: Effects, file: Value): void {
  if (file.text !== '-') effects.action('file.write', { file_path: file });
}

/** URLs on the line and those of `-i`, which may be a URL itself. */
function urlsOf(call: Call, effects: Effects): readonly Value[] {
  const lists = call.options.values('-i').flatMap((file) => {
    if (/^(?:https?|ftp):/.test(file.text)) return [file];
    const text = (isInput(file) ? call.stdin : effects.reads(file))?.text;
    if (text === undefined) return [unknownValue()];
    const urls = text.split('\n').filter((url) => url.trim() !== '');
    return urls.map((url) => ({ text: url.trim(), known: true, taint: {} }));
  });
  return [...call.options.operands, ...lists];
}

function saved(call: Call, effects: Effects, url: Value): void {
  const { options } = call;
  if (options.has('--spider')) {
    effects.stdout({ text: '', taint: {} });
    return;
  }
  const document = options.values('-O').at(-1);
  if (document !== undefined && isInput(document)) return;
  const folder = options.values('-P').at(-1);
  const name = document ?? remoteName(url);
  const inFolder = document === undefined && folder !== undefined;
  const path = inFolder ? joinValues([folder, prefixed('/', name)], '') : name;
  effects.writes(path, { taint: { remote: url.text } });
  effects.stdout({ text: '', taint: {} });
}
