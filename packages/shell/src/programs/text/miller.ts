import type { Call, Effects, Value } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';

/**
 * `mlr [flags] VERB … {then VERB …} FILE…`. Verbs take words of their own, so each word behind the
 * verb that could be a file counts as one. The language of `put` and `filter` can run commands.
 */
export const MILLER = defineProgram({
  names: ['mlr'],
  summary: 'reads the words behind the verb; `-I` edits; `--prepipe`, `system()`, `tee`, `split`',
  options: {
    flags:
      '-n -I -N --csv -c --tsv -t --json -j --icsv --ojson --ocsv --opprint --ixtab --oxtab --version --c2p --c2j --c2t --t2c --j2c',
    values:
      '--ifs --ofs --fs --ips --ops --ps --irs --ors --rs -i -o --io --from --ofmt --fflatsep --flatsep --nr-progress-mod --load --mload --prepipe --prepipex --pass-comments-with --skip-comments-with --records-per-batch --seed --tz -s --key-color --value-color --pass-color --fail-color --help-color --repifs-regex --ifs-regex --ips-regex',
    stopAtOperand: true,
    abbreviations: false,
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const { options } = call;
    const [verb, ...words] = options.operands;
    if (verb === undefined || /^(?:help|version|regtest|lecat|repl|summary-help)$/.test(verb.text))
      return;
    for (const key of ['--prepipe', '--prepipex'])
      for (const command of options.values(key)) effects.line(command, { wrapper: 'mlr' });
    const files = [...options.values('--from'), ...words.filter(mayBeFile)];
    const action = options.has('-I') ? 'file.edit' : 'file.read';
    if (!options.has('-n')) for (const file of files) effects.action(action, { file_path: file });
    reportChain(call, effects, [verb, ...words]);
  },
});

/** Verb options and names of fields are short and bare; DSL text has blanks or brackets. */
function mayBeFile(word: Value): boolean {
  return /[./*]/.test(word.text) && !/^-|[\s(){}$;=|]/.test(word.text);
}

function reportChain(call: Call, effects: Effects, words: readonly Value[]): void {
  for (const [index, word] of words.entries()) {
    const starts = index === 0 || words[index - 1]?.text === 'then';
    if (starts && word.text === 'split')
      effects.action('file.write', { file_path: call.cwd ?? '.', recursive: true });
    const target = words[index + 1]?.text.startsWith('-') ? words[index + 2] : words[index + 1];
    if (starts && word.text === 'tee' && target !== undefined)
      effects.action('file.write', { file_path: target });
    for (const [, command] of word.text.matchAll(/\b(?:system|exec)\s*\(\s*"((?:[^"\\]|\\.)*)"/g))
      effects.line({ text: command ?? '', known: true, taint: word.taint }, { wrapper: 'mlr' });
    if (/\b(?:system|exec)\s*\(\s*[^"\s]/.test(word.text) || /\|\s*"/.test(word.text))
      effects.unknown('dynamic-code');
    for (const [, , file] of word.text.matchAll(
      /\b(tee|emit\w*|print\w*|dump)\b[^;{}]{0,200}>\s*"([^"]*)"/g,
    ))
      if (file !== undefined) effects.action('file.write', { file_path: file });
  }
}
