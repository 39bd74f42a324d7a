import type { Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { withoutPrefix } from '../shapes/values.ts';

/** Name look-ups and probes: harmless but for what a name itself carries out. */
export const LOOKUPS: readonly Program[] = [
  defineProgram({
    names: ['dig', 'kdig', 'drill', 'doggo', 'delv', 'host', 'nslookup', 'whois', 'resolvectl'],
    summary: 'The server it asks; secrets that leave in a name',
    options: { values: '-b -c -f -k -m -p -q -t -x -y -C -N -R -T -W -h', clusters: false },
    describe(call, effects) {
      for (const word of call.args) {
        const server = word.text.startsWith('@') ? withoutPrefix(word, 1) : undefined;
        if (server !== undefined) effects.action('net.connect', { host: server, port: 53 });
        else effects.sends(word, { host: word });
      }
    },
  }),
  defineProgram({
    names: [
      'ping',
      'ping6',
      'fping',
      'hping3',
      'traceroute',
      'traceroute6',
      'tracepath',
      'mtr',
      'arping',
    ],
    summary: 'Secrets that leave in a name or a packet',
    options: {},
    describe(call, effects) {
      for (const word of call.args) effects.sends(word, { host: word });
      if (call.name === 'hping3' && call.stdin !== undefined) effects.sends(call.stdin, {});
    },
  }),
];
