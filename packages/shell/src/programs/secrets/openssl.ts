import type { Call, Effects, Program, Stream, Value } from '../../program.ts';
import { decodeBase64 } from '../files/decoding.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { defineSubcommands, type Subcommand } from '../shapes/subcommands.ts';
import { splitValue } from '../shapes/values.ts';

/** Options of openssl's commands that take a value; all have one dash (openssl(1)). */
const OPTIONS: OptionList = {
  flags:
    '-d -e -a -base64 -A -p -P -nosalt -salt -pbkdf2 -noout -text -pubin -pubout -new -x509 -nodes -noenc -verify -sign -check ' +
    '-hex -binary -quiet -ign_eof -brief -debug -crlf -showcerts -status -tls1_2 -tls1_3 -help -nocerts -nokeys -export -clcerts ' +
    '-des3 -aes256 -aes128 -RSAPublicKey_out -traditional -topk8 -nocrypt -WWW -HTTP -www -modulus -fingerprint -serial -subject ' +
    '-issuer -dates -enddate -startdate -purpose -ocsp_uri -decrypt -encrypt -pkeyutl -r -c -list -v -genkey -name_only -derive',
  values:
    '-in -out -inform -outform -pass -passin -passout -password -k -kfile -K -iv -S -iter -md -bufsize -engine -provider -inkey ' +
    '-key -keyout -config -subj -days -CA -CAkey -CAfile -CApath -cert -certfile -connect -servername -starttls -port -accept -host ' +
    '-proxy -cipher -ciphersuites -cafile -signkey -addext -extensions -extfile -set_serial -newkey -algorithm -pkeyopt -paramfile ' +
    '-rand -writerand -name -caname -signature -sigfile -mac -macopt -hmac -kdfopt -keylen ' +
    '-alpn -sess_in -sess_out -url -req_text -issuer_file -sigopt -untrusted -trusted -peerkey -keylogfile -unix',
  clusters: false,
  abbreviations: false,
};

function inputOf(call: Call, effects: Effects): Stream | undefined {
  const file = call.options.values('-in').at(-1);
  return file === undefined ? call.stdin : effects.reads(file);
}

function outputTo(call: Call, effects: Effects, stream: Stream): void {
  const file = call.options.values('-out').at(-1);
  if (file === undefined) effects.stdout(stream);
  else effects.writes(file, stream);
}

const DECODED = { decoded: true } as const;

/** A private key that is written out or shown. */
const KEY: Subcommand = {
  options: OPTIONS,
  describe(call, effects) {
    const { options } = call;
    // The public half, or nothing of the key: it is used, as by whoever signs with it.
    const onlyPublic = ['-pubout', '-RSAPublicKey_out', '-noout'].some((key) => options.has(key));
    if (onlyPublic && !options.has('-text')) {
      outputTo(call, effects, { taint: {} });
      return;
    }
    // What `-pubin` reads is a public key: for any other file openssl tells an error.
    if (options.has('-pubin')) {
      outputTo(call, effects, { taint: {} });
      return;
    }
    const stream = inputOf(call, effects);
    if (!options.has('-out') && stream?.text === undefined)
      effects.action('secret.read', { kind: 'private-key' });
    outputTo(call, effects, { taint: { ...stream?.taint, secret: 'private-key' } });
  },
};

const BASE64: Subcommand = {
  options: OPTIONS,
  describe(call, effects) {
    const stream = inputOf(call, effects);
    const taint = stream?.taint ?? {};
    if (!call.options.has('-d')) {
      outputTo(call, effects, { taint });
      return;
    }
    const text = stream?.text === undefined ? undefined : decodeBase64(stream.text);
    outputTo(call, effects, {
      ...(text === undefined ? {} : { text }),
      taint: { ...taint, decoded: true },
    });
  },
};

/** Base64 alone (`enc -a`), with no cipher beside it. */
function isOnlyBase64(call: Call): boolean {
  const { options } = call;
  return (options.has('-a') || options.has('-base64')) && options.unknownOptions.length === 0;
}

/** `enc`: `-d` makes of what cannot be read what may be anything. */
const CIPHER: Subcommand = {
  options: OPTIONS,
  describe(call, effects) {
    if (isOnlyBase64(call)) {
      BASE64.describe(call, effects);
      return;
    }
    const stream = inputOf(call, effects);
    for (const file of call.options.values('-kfile'))
      effects.action('file.read', { file_path: file });
    const decrypts = call.options.has('-d') || call.options.has('-decrypt');
    const taint = decrypts ? { ...stream?.taint, ...DECODED } : {};
    outputTo(call, effects, { taint: { ...taint, unknown: true } });
  },
};

/** A file that is signed, hashed or inspected. */
const READS: Subcommand = {
  options: OPTIONS,
  describe(call, effects) {
    const files = [...call.options.values('-in'), ...call.options.operands];
    for (const file of files) effects.action('file.read', { file_path: file });
    outputTo(call, effects, { taint: { unknown: true } });
  },
};

/** Certificates are public, also where a private key lies beside one in the file: it is left out. */
const CERTIFICATE: Subcommand = {
  options: OPTIONS,
  describe(call, effects) {
    outputTo(call, effects, { taint: {} });
  },
};

const GENERATES: Subcommand = {
  options: OPTIONS,
  describe(call, effects) {
    for (const file of call.options.values('-keyout'))
      effects.writes(file, { taint: { secret: 'private-key' } });
    for (const file of call.options.values('-out'))
      effects.writes(file, { taint: { secret: 'private-key' } });
    if (!call.options.has('-out')) effects.stdout({ taint: {} });
  },
};

const CLIENT: Subcommand = {
  options: OPTIONS,
  describe(call, effects) {
    const target =
      call.options.values('-connect').at(-1) ??
      call.options.values('-host').at(-1) ??
      call.options.operands[0];
    if (target === undefined) return;
    const [host, port] = splitValue(target, ':') ?? [target, call.options.values('-port').at(-1)];
    const number = Number(port?.text ?? 443);
    // A bare handshake sends nothing; only what stands on standard input leaves. A blank line, or the
    // word that ends the session, is nothing of this machine's.
    const upload =
      call.stdin !== undefined && !/^\s*(?:Q(?:UIT)?)?\s*$/.test(call.stdin.text ?? '*');
    effects.action('net.connect', {
      host,
      port: Number.isInteger(number) ? number : undefined,
      upload,
    });
    if (call.stdin !== undefined) effects.sends(call.stdin, { host });
    effects.stdout({ taint: { remote: host.text } });
  },
};

const SERVER: Subcommand = {
  options: OPTIONS,
  describe(call, effects) {
    const named: Value | undefined =
      call.options.values('-accept').at(-1) ?? call.options.values('-port').at(-1);
    const port = Number(named?.text.replace(/^.*:/, '') ?? 4433);
    effects.action('net.listen', { port: Number.isInteger(port) ? port : undefined });
    effects.stdout({ taint: { remote: `port ${port}` } });
  },
};

/** `openssl`: a private key shown, decryption, connections; the rest reads and writes files. */
export const OPENSSL: Program = defineSubcommands({
  names: ['openssl', 'libressl'],
  summary: 'Private keys shown, decryption and base64, connections, files read and written',
  options: OPTIONS,
  commands: {
    'rsa|pkey|ec|dsa|pkcs8|pkcs12': KEY,
    'enc|pkeyutl|rsautl|smime|cms': CIPHER,
    base64: BASE64,
    'genrsa|genpkey|gendsa|ecparam|dhparam|req|rand': GENERATES,
    'x509|crl|verify': CERTIFICATE,
    'dgst|asn1parse|md5|sha1|sha256|sha384|sha512|storeutl|pkcs7|ts|ocsp|spkac': READS,
    s_client: CLIENT,
    's_server|s_time': SERVER,
  },
  otherwise(call, effects, command) {
    // A cipher's own name is `enc` with that cipher (`openssl aes-256-cbc -d`).
    if (
      command !== undefined &&
      /^(?:aes|des|bf|camellia|aria|chacha|rc|sm4|seed|idea|cast)/.test(command.text)
    )
      CIPHER.describe(call, effects);
  },
});
