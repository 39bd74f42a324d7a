import type { Language, RunFromCode, ShellAnalysis } from '../../contract.ts';
import { analyseCode } from '../analyse-code.ts';

const NOTHING: ShellAnalysis = { actions: [], unknown: [], simpleCommands: [], scripts: [] };

/**
 * Everything a piece of code would do, as short lines: `file.delete a`, `secret.send env-file`,
 * `shell rm -rf x` for what a shell is given, `argv rm|x` for the words of a program, and
 * `unknown remote-code` for what could not be read. Each stands there once.
 */
export function found(language: Language, code: string): readonly string[] {
  const lines = new Set<string>();
  const run: RunFromCode = {
    line: (text) => {
      lines.add(`shell ${text.text}`);
      return NOTHING;
    },
    argv: (words) => {
      lines.add(`argv ${words.map((word) => word.text).join('|')}`);
      return NOTHING;
    },
  };
  const analysis = analyseCode(language, code, { cwd: '/w', home: '/home/u' }, run);
  for (const { name, params } of analysis.actions) {
    const subject = params['file_path'] ?? params['host'] ?? params['kind'] ?? params['verb'];
    lines.add(subject === undefined ? name : `${name} ${String(subject)}`);
  }
  for (const reason of analysis.unknown) lines.add(`unknown ${reason}`);
  return [...lines];
}
