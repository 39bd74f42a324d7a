import type { Call, Effects } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';

/** `iptables` and its kin: `-L`, `-S` and `-C` tell; `-F`, `-X`, `-D` and an open policy take rules away. */
export const IPTABLES = defineProgram({
  names: [
    'iptables',
    'ip6tables',
    'iptables-legacy',
    'iptables-nft',
    'ip6tables-legacy',
    'ip6tables-nft',
    'ebtables',
    'arptables',
    'ipset',
    'iptables-restore',
    'ip6tables-restore',
  ],
  summary: 'changes the firewall (`system.service`); `-L`, `-S`, `-C` tell',
  options: {
    flags:
      '-A|--append -C|--check -D|--delete -I|--insert -R|--replace -L|--list -S|--list-rules -F|--flush -Z|--zero -N|--new -X|--delete-chain -P|--policy -E|--rename-chain -4 -6 -f|--fragment -n|--numeric -v|--verbose -x|--exact -V|--version --line-numbers',
    values:
      '-t|--table -p|--protocol -s|--source -d|--destination -j|--jump -g|--goto -i|--in-interface -o|--out-interface -m|--match -c|--set-counters --dport --sport --modprobe --comment --to-destination --to-ports',
    optional: '-w|--wait',
  },
  describe(call, effects) {
    const { options, name } = call;
    if (onlyInforms(call) || options.has('-V')) return;
    if (name.endsWith('-restore')) {
      // What is read takes the place of every rule, unless `-n` (`--noflush`).
      if (!call.args.some(({ text }) => text === '-t' || text === '--test'))
        effects.action('system.service', { verb: 'firewall', destructive: true });
      return;
    }
    if (name === 'ipset') return describeIpset(call, effects);
    const takes = ['-F', '-X', '-D', '-P'].some((key) => options.has(key));
    const changes = takes || ['-A', '-I', '-R', '-N', '-E', '-Z'].some((key) => options.has(key));
    if (changes)
      effects.action('system.service', {
        verb: 'firewall',
        target: options.operands[0],
        destructive: takes ? true : undefined,
      });
  },
});

function describeIpset(call: Call, effects: Effects): void {
  const [verb, target] = call.options.operands;
  if (verb === undefined || /^(?:list|save|test|help|version)$/.test(verb.text)) return;
  const destructive = /^(?:destroy|flush|del)$/.test(verb.text) ? true : undefined;
  effects.action('system.service', { verb: 'firewall', target, destructive });
}

/** Verbs of the other firewalls that only tell, and those that take protection away. */
const FIREWALLS: { readonly [name: string]: { readonly tells: RegExp; readonly takes: RegExp } } = {
  nft: { tells: /^(?:list|monitor|describe|get)$/, takes: /^(?:flush|delete|destroy|reset)$/ },
  ufw: { tells: /^(?:status|version|show|app|help)$/, takes: /^(?:disable|reset|delete)$/ },
  netsh: { tells: /^(?:show|dump|help)$/, takes: /^(?:reset|delete|off)$/ },
};

/** `nft`, `ufw`, `netsh`: a verb among the words. */
export const NFT = defineProgram({
  names: Object.keys(FIREWALLS),
  summary: 'changes the firewall (`system.service`); `list`, `status`, `show` tell',
  options: {
    flags:
      '-h -v -V -i|--interactive -c|--check -o|--optimize -a|--handle -s|--stateless -t|--terse -n|--numeric -e|--echo -j|--json --dry-run --force',
    values: '-f|--file -D|--define -I|--includepath -d|--debug',
  },
  describe(call, effects) {
    const { options } = call;
    const facts = FIREWALLS[call.name];
    if (onlyInforms(call) || facts === undefined || options.has('-c') || options.has('--dry-run'))
      return;
    for (const file of options.values('-f')) if (file.text !== '-') effects.reads(file);
    const words = options.operands.flatMap(({ text }) => text.toLowerCase().split(/\s+/));
    const takes = words.some((word) => facts.takes.test(word));
    const tells = words.some((word) => facts.tells.test(word));
    if ((words.length > 0 && !tells) || takes || options.has('-f'))
      effects.action('system.service', { verb: 'firewall', destructive: takes ? true : undefined });
  },
});

/** `firewall-cmd`: each change is an option. */
export const FIREWALL_CMD = defineProgram({
  names: ['firewall-cmd', 'firewall-offline-cmd'],
  summary: '`--add-…`, `--remove-…`, `--panic-off` … change the firewall (`system.service`)',
  options: { abbreviations: false },
  describe(call, effects) {
    const texts = call.args.map(({ text }) => text);
    const takes = texts.some((text) => /^--(?:remove-|delete-|reset-|panic-)/.test(text));
    const changes = texts.some((text) =>
      /^--(?:add-|set-|change-|new-|permanent$|reload$|complete-reload$|runtime-to-permanent$)/.test(
        text,
      ),
    );
    if (takes || (changes && !texts.some((text) => /^--(?:list-|get-|query-)/.test(text))))
      effects.action('system.service', { verb: 'firewall', destructive: takes ? true : undefined });
  },
});

/** `pfctl` of BSD and macOS. */
export const PFCTL = defineProgram({
  names: ['pfctl'],
  summary: '`-d`, `-F`, `-f`, `-k` change the firewall (`system.service`); `-s` tells',
  options: {
    flags: '-A -d -e -E -g -m -N -n -O -P -q -R -r -v -z',
    values: '-a -D -F -f -i -K -k -o -p -s -T -t -X -x',
    abbreviations: false,
  },
  describe(call, effects) {
    const { options } = call;
    for (const file of options.values('-f')) if (file.text !== '-') effects.reads(file);
    if (options.has('-n')) return;
    const takes = options.has('-d') || options.has('-F') || options.has('-X');
    if (takes || ['-e', '-f', '-k', '-K', '-z'].some((key) => options.has(key)))
      effects.action('system.service', { verb: 'firewall', destructive: takes ? true : undefined });
  },
});
