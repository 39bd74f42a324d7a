import type { Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { joinValues, prefixed, streamOfValue } from '../shapes/values.ts';
import { remoteName, webFetch } from './web-address.ts';

const ARIA_HOOKS = [
  '--on-bt-download-complete',
  '--on-download-complete',
  '--on-download-error',
  '--on-download-pause',
  '--on-download-start',
  '--on-download-stop',
];

/** Programs that fetch what their operands name. */
export const DOWNLOADERS: readonly Program[] = [
  defineProgram({
    names: ['aria2c'],
    summary: 'URLs, outputs, hooks it runs',
    options: {
      flags: '-c -D -h|--help -v|--version -V -q -n -P -Z',
      values:
        '-d|--dir -i|--input-file -l|--log -j|--max-concurrent-downloads -s|--split -x|--max-connection-per-server ' +
        '-k|--min-split-size -m|--max-tries -o|--out -t|--timeout -T|--torrent-file -M|--metalink-file -U|--user-agent ' +
        `-R -S -O --header --load-cookies --save-cookies --referer --http-user --http-passwd ${ARIA_HOOKS.join(' ')}`,
      optional:
        '--all-proxy --http-proxy --https-proxy --continue --allow-overwrite --enable-rpc --rpc-listen-port',
    },
    describe(call, effects) {
      const { options } = call;
      if (asksForHelp(call) || options.has('-v')) return;
      for (const hook of ARIA_HOOKS.flatMap((key) => options.values(key))) effects.run([hook]);
      for (const file of options.values('-i')) effects.reads(file);
      const [folder] = options.values('-d');
      for (const [index, url] of options.operands.entries()) {
        webFetch(effects, url);
        for (const header of options.values('--header'))
          effects.sends(streamOfValue(header), { url });
        const name = options.values('-o')[index] ?? remoteName(url);
        const path = folder === undefined ? name : joinValues([folder, prefixed('/', name)], '');
        effects.writes(path, { taint: { remote: url.text } });
      }
    },
  }),
  defineProgram({
    names: ['yt-dlp', 'youtube-dl', 'gallery-dl'],
    summary: 'URLs, lines of `--exec`, config files',
    options: {
      flags:
        '-h|--help --version -U|--update -i -q -s|--simulate -j|--dump-json -J -F|--list-formats -x|--extract-audio -k -w -c -v',
      values:
        '-o|--output -P|--paths -f|--format -S|--format-sort -a|--batch-file --exec --exec-before-download ' +
        '--config-location|--config-locations --cookies --cookies-from-browser -u|--username -p|--password -r|--limit-rate ' +
        '-R|--retries -N|--concurrent-fragments --proxy --downloader --external-downloader --downloader-args ' +
        '--postprocessor-args|--ppa --netrc-cmd --sub-langs --audio-format --audio-quality --merge-output-format ' +
        '-I|--playlist-items --match-filter --print -O --write-log -C -D -d --sleep',
    },
    describe(call, effects) {
      const { options } = call;
      if (asksForHelp(call) || options.has('--version')) return;
      for (const key of ['--exec', '--exec-before-download', '--netrc-cmd'])
        for (const line of options.values(key))
          effects.line(joinValues([{ ...line, text: line.text.replace(/^\w+:(?=\S)/, '') }]));
      for (const file of options.values('--cookies-from-browser'))
        effects.action('secret.read', { kind: `browser-cookies of ${file.text}` });
      for (const url of options.operands) webFetch(effects, url);
    },
  }),
  defineProgram({
    names: [
      'axel',
      'httrack',
      'fetch',
      'lftpget',
      'GET',
      'HEAD',
      'POST',
      'lwp-request',
      'lwp-download',
      'lynx',
      'w3m',
      'links',
      'elinks',
      'monolith',
    ],
    summary: 'URLs it fetches, the output it writes',
    options: {
      flags: '-h|--help -V|--version -q -v -a -k -dump --dump -source -nolist -d',
      values:
        '-o|--output -n -s -S -U|--user-agent -H|--header -T -cookie_file -post_data -width|-cols -m -c -C -t -b -p',
      clusters: false,
    },
    describe(call, effects) {
      if (asksForHelp(call)) return;
      for (const url of call.options.operands) {
        if (!/^(?:https?|ftps?):/.test(url.text)) continue;
        webFetch(effects, url, {
          method: call.name === 'POST' ? 'POST' : 'GET',
          upload: call.name === 'POST',
        });
        if (call.name === 'POST' && call.stdin !== undefined) effects.sends(call.stdin, { url });
        for (const file of call.options.values('-o'))
          effects.writes(file, { taint: { remote: url.text } });
      }
    },
  }),
];
