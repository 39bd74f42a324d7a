import type { Effects, Value } from '../../program.ts';
import { joinValues, literal, splitValue, withoutPrefix } from '../shapes/values.ts';

/**
 * A setting as `git config --list` prints it: section and name in lower case, a subsection as
 * written, `=` and the value. `-c name` alone means `true`.
 */
export function settingOf(word: Value): Value {
  const sides = splitValue(word, '=');
  const key = (sides?.[0] ?? word).text;
  const value = sides?.[1] ?? literal('true');
  return joinValues([{ ...word, ...plain(canonicalKey(key)) }, value], '=');
}

function plain(text: string): { text: string; known: boolean } {
  return { text, known: !text.includes('*') };
}

function canonicalKey(key: string): string {
  const first = key.indexOf('.');
  const last = key.lastIndexOf('.');
  if (first < 0) return key.toLowerCase();
  return `${key.slice(0, first).toLowerCase()}${key.slice(first, last)}${key.slice(last).toLowerCase()}`;
}

/** Settings whose value git gives to a shell (git-config(1)). */
const COMMANDS =
  /^(?:core\.(?:sshcommand|pager|editor|askpass|gitproxy|alternaterefscommand|fsmonitor)|sequence\.editor|pager\..+|diff\.external|diff\..+\.(?:command|textconv)|merge\..+\.driver|filter\..+\.(?:clean|smudge|process)|gpg\.(?:.+\.)?program|gpg\.ssh\.defaultkeycommand|uploadpack\.packobjectshook|remote\..+\.(?:uploadpack|receivepack)|(?:browser|difftool|mergetool|man|guitool)\..+\.cmd|interactive\.difffilter|sendemail\.(?:.+\.)?(?:tocmd|cccmd|headercmd|sendmailcmd)|trailer\..+\.(?:command|cmd)|gc\.recentobjectshook)$/;

/** Settings that only matter when git speaks to another repository. */
const CONNECTING =
  /^(?:core\.(?:sshcommand|gitproxy|askpass)|ssh\.variant|protocol\.|url\.|http\.|credential\.|remote\..+\.(?:uploadpack|receivepack|proxy)=)/;

/**
 * `ssh` itself with a key, a port or options that run nothing: `-i ~/.ssh/key -o IdentitiesOnly=yes`.
 * ProxyCommand, LocalCommand, KnownHostsCommand and another configuration (`-F`) may.
 */
const PLAIN_SSH =
  /^core\.sshcommand=(?:\/usr\/bin\/)?ssh(?: +(?:-[46ACKkNnqTtvXxYy]+|-i *["']?[\w@%+:,./~$-]+["']?|-p *\d+|-l *\w+|-o *["']?(?!proxy|local|permitlocal|knownhostscommand|include|match)[a-z]+[= ][\w@%+:,./~$-]+["']?))*$/i;

/** Commands that look at names and settings of this repository alone. */
const LOCAL =
  /^(?:config|rev-parse|branch|tag|status|ls-files|for-each-ref|symbolic-ref|var|version)$/;

/**
 * The switch that shares its name with a hook, an empty template, and the helpers that come with git
 * and keep a password in memory or in the system's own store. `store` writes it down in the clear.
 */
const PLAIN =
  /^(?:core\.fsmonitor=(?:true|false|yes|no|on|off|[01])?|init\.templatedir=|credential\.(?:.+\.)?helper=(?:cache(?: +--timeout[= ]\d+)?|osxkeychain|libsecret|wincred|manager(?:-core)?))$/i;

/** Another way to the same host (`https://github.com/` for `git@github.com:`), by a safe protocol. */
function staysOnHost(setting: string): boolean {
  const [, to, from] =
    /^url\.(?:https:\/\/|ssh:\/\/)?(?:[^@/\s]+@)?([\w.-]+)[:/].*\.(?:push)?insteadof=(?:[a-z]+:\/\/)?(?:[^@/\s]+@)?([\w.-]+)[:/]/i.exec(
      setting,
    ) ?? [];
  // `ext::` and its like are programs, not hosts.
  if (setting.includes('::')) return false;
  return to !== undefined && to.toLowerCase() === from?.toLowerCase();
}

/** True for a setting that makes git run nothing of another's, whatever the command. */
export function isHarmless({ text, known }: Value): boolean {
  return PLAIN.test(text) || (known && (PLAIN_SSH.test(text) || staysOnHost(text)));
}

/** True for a harmless setting, or one the command has no use for. */
export function isIdle(setting: Value, verb: string | undefined, words: readonly Value[]): boolean {
  if (isHarmless(setting)) return true;
  if (!CONNECTING.test(setting.text)) return false;
  const lists = verb === 'remote' && words.every(({ text }) => text.startsWith('-'));
  return lists || LOCAL.test(verb ?? '');
}

/** Runs what settings would make git run. */
export function runsSettings(effects: Effects, settings: readonly Value[]): void {
  for (const setting of settings) {
    const sides = splitValue(setting, '=');
    if (sides === undefined) continue;
    const [key, value] = sides;
    if (COMMANDS.test(key.text)) runsCommand(effects, value);
    else if (/^credential\.(?:.+\.)?helper$/.test(key.text)) runsHelper(effects, value);
    else if (/^alias\./.test(key.text) && value.text.startsWith('!'))
      effects.line(withoutPrefix(value, 1), { wrapper: 'git' });
    else if (/^submodule\..+\.update$/.test(key.text) && value.text.startsWith('!'))
      effects.line(withoutPrefix(value, 1), { wrapper: 'git' });
    else if (/^include(?:if\..+)?\.path$/.test(key.text)) effects.reads(value);
    else if (/^url\..+\.(?:push)?insteadof$/.test(key.text)) runsReplacement(effects, key.text);
    else if (/^remote\..+\.(?:push)?url$/.test(key.text) && value.text.startsWith('ext::'))
      effects.line(withoutPrefix(value, 5), { wrapper: 'git' });
  }
}

function runsCommand(effects: Effects, value: Value): void {
  // An empty value resets a setting; fsmonitor is a switch as well as a hook.
  if (/^(?:|true|false|0|1|yes|no|on|off)$/i.test(value.text)) return;
  // It is given a file or a text by git, so it does not wait for what somebody types.
  effects.line(value, { wrapper: 'git', stdin: { taint: { unknown: true } } });
}

/** `!COMMAND`, an absolute path, or a name for `git credential-NAME` (gitcredentials(7)). */
function runsHelper(effects: Effects, value: Value): void {
  if (value.text.startsWith('!')) effects.line(withoutPrefix(value, 1), { wrapper: 'git' });
  else if (/^[/~]/.test(value.text)) effects.line(value, { wrapper: 'git' });
}

function runsReplacement(effects: Effects, key: string): void {
  const base = key.slice('url.'.length, key.lastIndexOf('.'));
  if (base.startsWith('ext::')) effects.line(literal(base.slice(5)), { wrapper: 'git' });
}

/** The value of a setting, the last one given; names are those of `settingOf`. */
export function valueOfSetting(settings: readonly Value[], name: string): Value | undefined {
  const found = settings.findLast(({ text }) => text.startsWith(`${name}=`));
  return found === undefined ? undefined : withoutPrefix(found, name.length + 1);
}
