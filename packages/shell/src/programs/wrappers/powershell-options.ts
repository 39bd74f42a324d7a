/** What an option word of `powershell` asks for; `flag` and `value` change nothing that is run. */
export type PowerShellOption = 'command' | 'encoded' | 'file' | 'help' | 'flag' | 'value';

/**
 * Parameters in the order PowerShell matches them, each with the shortest beginning it accepts
 * (PowerShell source, CommandLineParameterParser: `MatchSwitch(key, name, smallest)`).
 */
const PARAMETERS: readonly (readonly [string, string, PowerShellOption])[] = [
  ['version', 'v', 'value'],
  ['help', 'h', 'help'],
  ['login', 'l', 'flag'],
  ['noexit', 'noe', 'flag'],
  ['noprofile', 'nop', 'flag'],
  ['noprofileloadtime', 'noprofilel', 'flag'],
  ['nologo', 'nol', 'flag'],
  ['noninteractive', 'noni', 'flag'],
  ['interactive', 'i', 'flag'],
  ['sta', 's', 'flag'],
  ['mta', 'm', 'flag'],
  ['command', 'c', 'command'],
  ['commandwithargs', 'commandw', 'command'],
  ['configurationname', 'config', 'value'],
  ['configurationfile', 'configurationf', 'value'],
  ['custompipename', 'cus', 'value'],
  ['encodedcommand', 'e', 'encoded'],
  ['encodedarguments', 'encodeda', 'value'],
  ['executionpolicy', 'ex', 'value'],
  ['file', 'f', 'file'],
  ['inputformat', 'inp', 'value'],
  ['outputformat', 'o', 'value'],
  ['psconsolefile', 'p', 'value'],
  ['settingsfile', 'settings', 'value'],
  ['windowstyle', 'w', 'value'],
  ['workingdirectory', 'wo', 'value'],
];

const SHORT: { readonly [name: string]: PowerShellOption } = {
  cwa: 'command',
  ec: 'encoded',
  enc: 'encoded',
  ep: 'value',
  if: 'value',
  of: 'value',
  wd: 'value',
  '?': 'help',
};

/** Reads an option word (`-NoP`, `/enc`, `--command`); `undefined` if the word is none. */
export function readPowerShellOption(word: string): PowerShellOption | undefined {
  const name = /^(?:--?|[/\u2013\u2014\u2015])([a-z?]+)(?::.*)?$/i.exec(word)?.[1]?.toLowerCase();
  if (name === undefined) return undefined;
  if (Object.hasOwn(SHORT, name)) return SHORT[name];
  const found = PARAMETERS.find(([full, least]) => full.startsWith(name) && name.startsWith(least));
  return found?.[2] ?? 'flag';
}
