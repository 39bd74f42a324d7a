import { foundPaths, printedPaths } from '../search/found-paths.ts';
import { literal } from '../shapes/values.ts';
import { behindDashes, defineVerb } from './git-verb.ts';
import { pathInRevision, searchesFiles } from './show.ts';

/** `git grep`: searches tracked files; `-O` opens them in a program. */
export const GREP = defineVerb({
  names: ['grep'],
  options: {
    flags:
      '--cached --no-index --untracked --exclude-standard --no-exclude-standard --recurse-submodules -v|--invert-match -i|--ignore-case -w|--word-regexp -a|--text -I --textconv --no-textconv -r|--recursive --no-recursive -E|--extended-regexp -G|--basic-regexp -F|--fixed-strings -P|--perl-regexp -n|--line-number --column -h -H --full-name -l|--files-with-matches|--name-only -L|--files-without-match -z|--null -o|--only-matching -c|--count --break --heading -p|--show-function -W|--function-context --and --or --not -q|--quiet --all-match --no-color',
    values:
      '--max-depth -C|--context -B|--before-context -A|--after-context --threads -f -e -m|--max-count',
    optional: '--color -O|--open-files-in-pager',
  },
  describe(call, effects, git) {
    const { options } = call;
    for (const pager of options.values('-O')) effects.line(pager, { wrapper: 'git' });
    for (const list of options.values('-f')) effects.reads(git.at(list));
    const given = options.has('-e') || options.has('-f');
    const [first] = options.operands;
    const pattern = given ? options.values('-e')[0] : first;
    const words = given ? options.operands : options.operands.slice(1);
    const dashed = behindDashes(call);
    const named = words.flatMap((word) => pathInRevision(word) ?? []);
    const paths = [...named, ...(dashed.length > 0 ? dashed : words)];
    const searched = paths.length === 0 ? [literal('.')] : paths;
    searchesFiles(effects, git, pattern, searched);
    if (options.has('-l') || options.has('-L')) {
      const here = foundPaths([literal('.')], paths.length === 0 ? undefined : paths);
      effects.stdout(printedPaths(here, options.has('-z') ? '\0' : '\n'));
    }
    git.report({ ...(paths.length > 0 ? { paths } : {}) });
  },
});
