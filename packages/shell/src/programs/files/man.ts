import { defineProgram } from '../shapes/define-program.ts';

/** `man`: shows manual pages; `-P` names a pager and `-H` a browser to run, `-l` reads a local file. */
export const MAN = defineProgram({
  names: ['man', 'apropos', 'whatis'],
  summary: 'harmless but for `-P PAGER`, `-H BROWSER`, `-l FILE`, `MANPAGER`',
  options: {
    flags:
      '-a|--all -c|--catman -d|--debug -D|--default -f|--whatis -i|--ignore-case -I|--match-case -k|--apropos -K|--global-apropos -l|--local-file -t|--troff -T|--troff-device -u|--update -w|--where|--path|--location -W|--where-cat -V|--version -Z|--ditroff -7|--ascii --names-only --no-justification --no-hyphenation --no-subpages --regex --wildcard --nh --nj -h|--help -?',
    values:
      '-C|--config-file -e|--extension -E|--encoding -L|--locale -m|--systems -M|--manpath -p|--preprocessor -P|--pager -r|--prompt -R|--recode -s|-S|--sections',
    optional: '-H|--html -X|--gxditview --warnings',
  },
  describe(call, effects) {
    const { options, env } = call;
    if (call.name !== 'man' || options.has('-h') || options.has('-?') || options.has('-V')) return;
    if (options.has('-l')) for (const file of options.operands) effects.reads(file);
    if (options.has('-w') || options.has('-W') || options.has('-f') || options.has('-k')) return;
    const pager = options.values('-P').at(-1) ?? env['MANPAGER'] ?? env['PAGER'];
    const browser = options.values('-H').at(-1) ?? (options.has('-H') ? env['BROWSER'] : undefined);
    for (const command of [pager, browser])
      if (command !== undefined) effects.line(command, { wrapper: 'man' });
  },
});
