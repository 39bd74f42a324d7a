import type { Call, Effects, Program, Value } from '../../program.ts';
import { asksAlone } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { cwdOf, lineInherited, runInherited } from '../shapes/inherit.ts';
import { joinValues, literal } from '../shapes/values.ts';
import { readPowerShellOption } from './powershell-options.ts';

/** `cmd /c LINE`: everything after `/c`, `/k` or `/r` is one line of its own language. */
export const CMD: Program = defineProgram({
  names: ['cmd'],
  summary: 'The line after `/c` or `/k`, or on standard input',
  options: { stopAtOperand: true },
  describe(call, effects) {
    // `//c` is how shells that rewrite paths spell `/c`.
    const at = call.args.findIndex((word) => /^\/{0,2}[-/][ckr]/i.test(word.text));
    const first = call.args[at];
    if (first !== undefined) {
      const joined = first.text.replace(/^\/?[-/][ckr]/i, '');
      const rest = [...(joined === '' ? [] : [literal(joined)]), ...call.args.slice(at + 1)];
      effects.code('cmd', joinValues(rest), 'inline');
    } else if (call.stdin !== undefined) effects.code('cmd', call.stdin, 'stdin');
  },
});

/** Commands of Windows' own shell where a program should stand: they delete there. */
export const CMD_DELETES: Program = defineProgram({
  names: ['del', 'erase', 'rd'],
  summary: 'Files and folders deleted, as cmd does it',
  options: { stopAtOperand: true },
  describe(call, effects) {
    if (call.args.length > 0)
      effects.code('cmd', joinValues([literal(call.name), ...call.args]), 'inline');
  },
});

/** `powershell` and `pwsh` (about_PowerShell_exe, about_Pwsh). */
export const POWERSHELL: Program = defineProgram({
  names: ['powershell', 'pwsh', 'pwsh-preview'],
  summary: 'Code given by `-Command`, `-EncodedCommand`, standard input; the script of `-File`',
  options: { stopAtOperand: true },
  describe(call, effects) {
    if (asksAlone(call, '--version', '-version', '-Version', '-v', '-V')) return;
    let at = 0;
    while (at < call.args.length) {
      const word = call.args[at];
      if (word === undefined) return;
      const option = readPowerShellOption(word.text);
      const rest = call.args.slice(at + 1);
      if (option === 'help') return;
      if (option === 'command') return runCommand(call, effects, rest);
      if (option === 'encoded') return runEncoded(effects, rest[0]);
      if (option === 'file') return runFile(call, effects, rest);
      if (option === undefined) return runPositional(call, effects, call.args.slice(at));
      at += option === 'value' ? 2 : 1;
    }
    if (call.stdin !== undefined) effects.code('powershell', call.stdin, 'stdin');
    else effects.interactive('powershell');
  },
});

function runCommand(call: Call, effects: Effects, words: readonly Value[]): void {
  if (words[0]?.text !== '-') effects.code('powershell', joinValues(words), 'inline');
  else if (call.stdin !== undefined) effects.code('powershell', call.stdin, 'stdin');
}

/** `-EncodedCommand`: base64 of UTF-16LE. */
function runEncoded(effects: Effects, word: Value | undefined): void {
  if (word === undefined) return;
  const text = word.known ? decodeUtf16(word.text) : undefined;
  if (text === undefined) effects.unknown('decoded-code');
  else effects.code('powershell', literal(text, word.taint), 'decoded');
}

function decodeUtf16(base64: string): string | undefined {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return undefined;
  return Buffer.from(base64, 'base64').toString('utf16le');
}

function runFile(call: Call, effects: Effects, words: readonly Value[]): void {
  const [file, ...args] = words;
  if (file === undefined) return;
  if (file.text === '-') {
    runCommand(call, effects, words);
    return;
  }
  const reference = {
    path: file.text,
    language: 'powershell',
    args: args.map(({ text }) => text),
  } as const;
  effects.script({ ...reference, ...cwdOf(call) });
}

/** The first word that is no option: a script file for pwsh, a command for Windows PowerShell. */
function runPositional(call: Call, effects: Effects, words: readonly Value[]): void {
  if (/\.ps1$/i.test(words[0]?.text ?? '')) runFile(call, effects, words);
  else runCommand(call, effects, words);
}

/** `wsl`: a command line for the Linux side, which sees the same files. */
export const WSL: Program = defineProgram({
  names: ['wsl'],
  summary: 'The command or line it runs',
  options: {
    flags: '--system --help --version --status --list|-l --shutdown --update',
    values:
      '-d|--distribution -u|--user --cd --shell-type -t|--terminate --unregister --export --import',
    stopAtOperand: true,
    clusters: false,
  },
  describe(call, effects) {
    const { options } = call;
    for (const target of options.values('--unregister'))
      effects.action('infra.execute', {
        tool: 'wsl',
        verb: 'unregister',
        destructive: true,
        severity: 'irreversible',
        target,
      });
    const at = call.args.findIndex((word) => ['-e', '--exec'].includes(word.text));
    if (at >= 0) runInherited(call, effects, call.args.slice(at + 1), { wrapper: 'wsl' });
    else if (options.operands.length > 0)
      lineInherited(call, effects, joinValues(options.operands), { wrapper: 'wsl' });
  },
});
