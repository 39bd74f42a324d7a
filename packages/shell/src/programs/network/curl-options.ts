import type { OptionList } from '../shapes/define-program.ts';

/** Every option of curl 8 (`curl --help all`); those not among the values are flags. */
export const CURL_OPTIONS: OptionList = {
  flags:
    '-0|--http1.0 -1|--tlsv1 -2|--sslv2 -3|--sslv3 -4|--ipv4 -6|--ipv6 -a|--append -B|--use-ascii ' +
    '-f|--fail -g|--globoff -G|--get -i|--include|--show-headers -I|--head -j|--junk-session-cookies ' +
    '-J|--remote-header-name -k|--insecure -l|--list-only -L|--location -M|--manual -n|--netrc ' +
    '-N|--no-buffer -O|--remote-name -p|--proxytunnel -q|--disable -R|--remote-time -s|--silent ' +
    '-S|--show-error -v|--verbose -V|--version -Z|--parallel -#|--progress-bar -:|--next --anyauth ' +
    '--basic --ca-native --cert-status --compressed --compressed-ssh --create-dirs --crlf --digest ' +
    '--disable-eprt --disable-epsv --disallow-username-in-url --doh-cert-status --doh-insecure ' +
    '--fail-early --fail-with-body --false-start --form-escape --ftp-create-dirs --ftp-pasv ' +
    '--ftp-pret --ftp-skip-pasv-ip --ftp-ssl-ccc --ftp-ssl-control --haproxy-protocol --http0.9 ' +
    '--http1.1 --http2 --http2-prior-knowledge --http3 --http3-only --ignore-content-length ' +
    '--location-trusted --mail-rcpt-allowfails --metalink --mptcp --negotiate --netrc-optional ' +
    '--no-alpn --no-clobber --no-keepalive --no-npn --no-progress-meter --no-sessionid --ntlm ' +
    '--ntlm-wb --parallel-immediate --path-as-is --post301 --post302 --post303 --proxy-anyauth ' +
    '--proxy-basic --proxy-ca-native --proxy-digest --proxy-http2 --proxy-insecure --proxy-negotiate ' +
    '--proxy-ntlm --proxy-ssl-allow-beast --proxy-ssl-auto-client-cert --proxy-tlsv1 --raw ' +
    '--remote-name-all --remove-on-error --retry-all-errors --retry-connrefused --sasl-ir ' +
    '--skip-existing --socks5-basic --socks5-gssapi --socks5-gssapi-nec --ssl --ssl-allow-beast ' +
    '--ssl-auto-client-cert --ssl-no-revoke --ssl-reqd --ssl-revoke-best-effort --styled-output ' +
    '--suppress-connect-headers --tcp-fastopen --tcp-nodelay --tftp-no-options --tlsv1.0 --tlsv1.1 ' +
    '--tlsv1.2 --tlsv1.3 --tr-encoding --trace-ids --trace-time --xattr --tls-earlydata',
  values:
    '-A|--user-agent -b|--cookie -c|--cookie-jar -C|--continue-at -d|--data|--data-ascii ' +
    '-D|--dump-header -e|--referer -E|--cert -F|--form -H|--header -K|--config -m|--max-time ' +
    '-o|--output -P|--ftp-port -Q|--quote -r|--range -t|--telnet-option -T|--upload-file -u|--user ' +
    '-U|--proxy-user -w|--write-out -x|--proxy -X|--request -y|--speed-time -Y|--speed-limit ' +
    '-z|--time-cond --abstract-unix-socket --alt-svc --aws-sigv4 --cacert --capath --cert-type ' +
    '--ciphers --connect-timeout --connect-to --create-file-mode --crlfile --curves --data-binary ' +
    '--data-raw --data-urlencode --delegation --dns-interface --dns-ipv4-addr --dns-ipv6-addr ' +
    '--dns-servers --doh-url --ech --egd-file --engine --etag-compare --etag-save ' +
    '--expect100-timeout --form-string --ftp-account --ftp-alternative-to-user --ftp-method ' +
    '--ftp-ssl-ccc-mode --happy-eyeballs-timeout-ms --haproxy-clientip --hostpubmd5 --hostpubsha256 ' +
    '--hsts --interface --ip-tos --ipfs-gateway --json --keepalive-cnt --keepalive-time --key ' +
    '--key-type --krb --libcurl --limit-rate --local-port --login-options --mail-auth --mail-from ' +
    '--mail-rcpt --max-filesize --max-redirs --netrc-file --noproxy --oauth2-bearer --output-dir ' +
    '--parallel-max --pass --pinnedpubkey --preproxy --proto --proto-default --proto-redir ' +
    '--proxy-cacert --proxy-capath --proxy-cert --proxy-cert-type --proxy-ciphers --proxy-crlfile ' +
    '--proxy-header --proxy-key --proxy-key-type --proxy-pass --proxy-pinnedpubkey ' +
    '--proxy-service-name --proxy-tls13-ciphers --proxy-tlsauthtype --proxy-tlspassword ' +
    '--proxy-tlsuser --proxy1.0 --pubkey --random-file --rate --request-target --resolve --retry ' +
    '--retry-delay --retry-max-time --sasl-authzid --service-name --socks4 --socks4a --socks5 ' +
    '--socks5-gssapi-service --socks5-hostname --stderr --tftp-blksize --tls-max --tls13-ciphers ' +
    '--tlsauthtype --tlspassword --tlsuser --trace --trace-ascii --trace-config --unix-socket --url ' +
    '--url-query --variable --vlan-priority --sigalgs',
  optional: '-h|--help',
};
