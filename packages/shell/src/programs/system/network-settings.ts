import type { Call, Effects } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';

const IP_TELLS =
  /^(?:s|sh|sho|show|l|li|lis|list|ls|lst|get|g|monitor|mon|identify|pids|help|save|showdump)$/;
const IP_TAKES = /^(?:d|de|del|dele|delet|delete|f|fl|flu|flus|flush|down)$/;

/** `ip OBJECT COMMAND`: a command left out lists; `ip netns exec NAME COMMAND` runs one. */
export const IP = defineProgram({
  names: ['ip'],
  summary: '`add`, `del`, `set`, `flush` change the network (`system.service`); `netns exec` runs',
  options: {
    flags:
      '-V|-Version -h|-human|-human-readable -s|-stats|-statistics -d|-details -4 -6 -B -0 -M -D -I -r|-resolve -t|-timestamp -ts|-tshort -o|-oneline -j|-json -p|-pretty -br|-brief -echo -N|-Numeric -iec',
    values: '-f|-family -l|-loops -n|-netns -b|-batch -rc|-rcvbuf -a',
    optional: '-c|-color',
    stopAtOperand: true,
    clusters: false,
    abbreviations: false,
  },
  describe(call, effects) {
    const { options } = call;
    const [object, verb, ...words] = options.operands;
    if (onlyInforms(call) || options.has('-V')) return;
    for (const file of options.values('-b')) if (file.text !== '-') effects.reads(file);
    if (object === undefined || verb === undefined || IP_TELLS.test(verb.text)) return;
    const inNamespace = /^(?:netns|vrf)$/.test(object.text) && verb.text === 'exec';
    if (inNamespace) return runInherited(call, effects, words.slice(1), { wrapper: 'ip' });
    const takes = [verb, ...words].some(({ text }) => IP_TAKES.test(text));
    effects.action('system.service', {
      verb: 'network',
      target: object,
      destructive: takes ? true : undefined,
    });
  },
});

/** `ifconfig IF …`, `route add|delete …`, `ifup`, `ifdown`, `nmcli`, which also shows passwords. */
export const IFCONFIG = defineProgram({
  names: ['ifconfig', 'route', 'ifup', 'ifdown', 'nmcli', 'iwconfig', 'rfkill', 'tc', 'arp'],
  summary: 'changes the network (`system.service`); a bare call tells',
  options: { abbreviations: false, flags: '-a -s -v -n -t -g -6 -4' },
  describe: describeIfconfig,
});

const CHANGES =
  /^(?:add|del|delete|flush|change|replace|up|down|on|off|connect|disconnect|modify|reload|block|unblock|set|hw|netmask|inet|promisc|mtu|-?allmulti|-?arp)$/;

function describeIfconfig(call: Call, effects: Effects): void {
  if (onlyInforms(call)) return;
  const texts = call.args.map(({ text }) => text);
  const { operands } = call.options;
  const shown = texts.includes('show-password') || texts.includes('--show-secrets');
  if (call.name === 'nmcli' && (shown || call.options.has('-s'))) {
    effects.action('secret.read', { kind: 'password' });
    effects.stdout({ taint: { secret: 'password' } });
  }
  const bare = call.name === 'ifup' || call.name === 'ifdown';
  const address = call.name === 'ifconfig' && operands.length > 1;
  if (
    !bare &&
    !address &&
    !texts.some((text) => CHANGES.test(text) || (/^-[sd]$/.test(text) && call.name === 'arp'))
  )
    return;
  if (bare && operands.length === 0 && !texts.includes('-a')) return;
  const takes =
    call.name === 'ifdown' ||
    texts.some((text) => /^(?:del|delete|flush|down|off|disconnect|block)$/.test(text));
  effects.action('system.service', {
    verb: 'network',
    target: operands[0],
    destructive: takes ? true : undefined,
  });
}

/** `networksetup` and `scutil` of macOS: `-set…`, `-create…`, `-remove…` change; `-get…`, `-list…` tell. */
export const NETWORKSETUP = defineProgram({
  names: ['networksetup', 'scutil'],
  summary: '`-set…`, `-remove…`, `--set` change the network (`system.service`)',
  options: { abbreviations: false, clusters: false },
  describe(call, effects) {
    const change = call.args.find(({ text }) =>
      /^--?(?:set|create|remove|delete|add|order|switch|rename|duplicate|import|connect|disconnect|enable|disable)/i.test(
        text,
      ),
    );
    if (change === undefined) return;
    // Names looked up and pages fetched by way of another machine from then on.
    const diverts = /^--?(?:remove|delete|setdnsservers|set\w*proxy)/i.test(change.text);
    const switchesOff =
      /^-set(?:airportpower|networkserviceenabled)$/i.test(change.text) &&
      call.args.at(-1)?.text.toLowerCase() === 'off';
    effects.action('system.service', {
      verb: 'network',
      target: change,
      destructive: diverts || switchesOff ? true : undefined,
    });
  },
});

/** `wg` and `wg-quick`: tunnels of WireGuard, and the keys they hold. */
export const WIREGUARD = defineProgram({
  names: ['wg', 'wg-quick'],
  summary: 'keys it shows (`secret.read`), tunnels changed (`system.service`)',
  options: { abbreviations: false, clusters: false },
  describe(call, effects) {
    const [verb, target, what] = call.args;
    if (onlyInforms(call) || verb === undefined) return;
    if (call.name === 'wg-quick') {
      if (/^(?:up|down|save)$/.test(verb.text))
        effects.action('system.service', {
          verb: 'network',
          target,
          destructive: verb.text === 'down' ? true : undefined,
        });
      return;
    }
    // `show` hides keys unless it is asked for them, or for all in the form of scripts.
    const showsKeys =
      verb.text === 'showconf' ||
      (verb.text === 'show' && /^(?:private-key|preshared-keys|dump)$/.test(what?.text ?? ''));
    if (showsKeys) effects.shows('private-key');
    if (/^(?:set|setconf|addconf|syncconf)$/.test(verb.text))
      effects.action('system.service', {
        verb: 'network',
        target,
        destructive: call.args.some(({ text }) => text === 'remove') ? true : undefined,
      });
  },
});
