import type { Call, Effects, Value } from '../../program.ts';
import { slice, withoutPrefix } from '../shapes/values.ts';

/** Settings of ssh_config(5) whose value is a command of this machine. */
const COMMANDS = new Set(['proxycommand', 'localcommand', 'knownhostscommand']);

/** Runs what `-o NAME=VALUE` options of scp and sftp name: programs for ssh to start. */
export function runsSshOptions(call: Call, effects: Effects, settings: readonly Value[]): void {
  for (const setting of settings) {
    const match = setting.text.match(/^\s*(\w+)(?:\s*=\s*|\s+)/);
    if (match === null) continue;
    const name = (match[1] ?? '').toLowerCase();
    const value = withoutPrefix(setting, match[0].length);
    if (COMMANDS.has(name) && value.text !== 'none')
      effects.line(unquoted(value), { wrapper: call.name });
    if (name === 'include') effects.reads(value);
  }
}

function unquoted(value: Value): Value {
  return /^"[\s\S]*"$/.test(value.text) ? slice(value, 1, value.text.length - 1) : value;
}
