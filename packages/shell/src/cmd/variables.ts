import { environmentTaint } from '../code/interpret/knowledge.ts';
import type { Surroundings } from '../contract.ts';
import type { Taint } from '../program.ts';
import { CLEAN, joinTaints } from '../values/taint.ts';
import { HOLE } from './read-line.ts';

const PRESET: { readonly [name: string]: string } = {
  COMSPEC: 'C:\\Windows\\system32\\cmd.exe',
  HOMEDRIVE: '',
  PATHEXT: '.COM;.EXE;.BAT;.CMD',
  PROGRAMDATA: 'C:\\ProgramData',
  PROGRAMFILES: 'C:\\Program Files',
  PUBLIC: 'C:\\Users\\Public',
  SYSTEMDRIVE: 'C:',
  SYSTEMROOT: 'C:\\Windows',
  WINDIR: 'C:\\Windows',
};

/** Longest value and expanded text that are kept, as long as cmd itself allows (KB 830473). */
const MAX_LENGTH = 8_191;

/** Variables of a cmd line: its own, those Windows always has, and others that are not known. */
export class CmdVariables {
  readonly #values = new Map<string, string>();

  constructor({ home = '~', cwd }: Surroundings) {
    for (const [name, text] of Object.entries(PRESET)) this.set(name, text);
    this.set('USERPROFILE', home);
    this.set('HOMEPATH', home);
    this.set('APPDATA', `${home}\\AppData\\Roaming`);
    this.set('LOCALAPPDATA', `${home}\\AppData\\Local`);
    if (cwd !== undefined) this.set('CD', cwd);
  }

  set(name: string, text: string): void {
    this.#values.set(name.toUpperCase(), text.length > MAX_LENGTH ? HOLE : text);
  }

  /** `%NAME%`, `!NAME!`, `%NAME:from=to%`, `%NAME:~2,3%` and loop variables, all replaced. */
  expand(text: string): { readonly text: string; readonly taint: Taint } {
    let taint = CLEAN;
    let grown = 0;
    const expanded = text.replace(
      /([%!])([^%!\s:=|&<>^"]+)(?::([^%!]*))?\1|%%?~?[a-z]*\$?([a-z])\b|%[0-9*]/gi,
      (all, _mark?: string, name?: string, change?: string, loop?: string) => {
        if (loop !== undefined) return this.#values.get(`%${loop.toUpperCase()}`) ?? all;
        if (name === undefined) return HOLE;
        taint = joinTaints(taint, environmentTaint(name));
        const value = this.#values.get(name.toUpperCase());
        if (value === undefined) return HOLE;
        grown += value.length;
        if (grown > MAX_LENGTH) return HOLE;
        return change === undefined ? value : changed(value, change);
      },
    );
    return { text: expanded, taint };
  }
}

/** `~start,length` and `from=to` (`set /?`). */
function changed(value: string, change: string): string {
  const slice = /^~(-?\d+)?(?:,(-?\d+))?$/.exec(change);
  if (slice !== null) {
    const start = Number(slice[1] ?? 0);
    const from = start < 0 ? Math.max(0, value.length + start) : start;
    const length = slice[2] === undefined ? value.length : Number(slice[2]);
    return value.slice(from, length < 0 ? length : from + length);
  }
  const at = change.indexOf('=');
  if (at <= 0) return HOLE;
  const wanted = change.slice(0, at);
  const parts = value.toLowerCase().split(wanted.toLowerCase());
  let index = 0;
  return parts
    .map((part) => {
      const piece = value.slice(index, index + part.length);
      index += part.length + wanted.length;
      return piece;
    })
    .join(change.slice(at + 1));
}
