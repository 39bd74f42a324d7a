import type { Effects, Program, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';
import { reportPackages } from './package-action.ts';

/** Package managers whose action is an option. */
export const ACTION_BY_OPTION: readonly Program[] = [
  defineProgram({
    names: ['dpkg'],
    summary: 'Installs and removals, hooks',
    options: {
      flags:
        '-i|--install --unpack --configure -r|--remove -P|--purge -l|--list -s|--status -L|--listfiles -S|--search ' +
        '-a|--pending -R|--recursive -E -G -O -B --no-act|--dry-run|--simulate -C -V --get-selections -p -I|--info -c|--contents --print-architecture --version -x -X',
      values:
        '--root --instdir --admindir -D --ignore-depends --status-fd --log --pre-invoke --post-invoke --path-exclude --path-include --status-logger --compare-versions',
      optional: '--force-all --refuse',
    },
    describe(call, effects) {
      const { options } = call;
      if (asksForHelp(call) || options.has('--no-act')) return;
      for (const key of ['--pre-invoke', '--post-invoke'])
        for (const line of options.values(key)) effects.line(line);
      const verb = { manager: 'dpkg', dryRun: [] };
      if (options.has('-i') || options.has('--unpack'))
        reportPackages(call, effects, 'package.install', verb);
      if (options.has('-r') || options.has('-P'))
        reportPackages(call, effects, 'package.remove', verb);
    },
  }),
  defineProgram({
    names: ['rpm'],
    summary: 'Installs and removals, macros that run a line',
    options: {
      flags:
        '-i|--install -U|--upgrade -F|--freshen --reinstall -e|--erase -q|--query -a|--all -l|--list -f|--file -V|--verify -K -v|--verbose -h|--hash ' +
        '--nodeps --force --test --allmatches --noscripts --justdb --version --import',
      values:
        '--root --dbpath --prefix --relocate --excludepath --qf|--queryformat -E|--eval -D|--define --pipe --rcfile --macros',
    },
    describe(call, effects) {
      const { options } = call;
      if (asksForHelp(call)) return;
      for (const macro of [...options.values('-E'), ...options.values('-D')])
        rpmMacro(effects, macro);
      for (const line of options.values('--pipe')) effects.line(line);
      const verb = { manager: 'rpm', dryRun: ['--test'] };
      if (options.has('-q')) return;
      if (['-i', '-U', '-F', '--reinstall'].some((key) => options.has(key)))
        reportPackages(call, effects, 'package.install', verb);
      if (options.has('-e')) reportPackages(call, effects, 'package.remove', verb);
    },
  }),
  defineProgram({
    names: ['pacman', 'yay', 'paru', 'pamac'],
    summary: 'Installs and removals',
    options: {
      flags:
        '-S|--sync -R|--remove -Y|--yay -U|--upgrade -Q|--query -D|--database -F|--files -T|--deptest -y|--refresh -u|--sysupgrade -s|--search ' +
        '-i|--info -l|--list -q|--quiet -w|--downloadonly -c|--clean|--cascade -n|--nosave -p|--print -d -g -k -m -o -t -e -a -v -h|--help -V|--version --noconfirm --needed --asdeps --overwrite-all',
      values:
        '-b|--dbpath -r|--root --cachedir --config --hookdir --ignore --ignoregroup --overwrite --assume-installed --arch --gpgdir --logfile --sysroot',
    },
    describe(call, effects) {
      const { options } = call;
      if (asksForHelp(call) || options.has('-p') || options.has('-V')) return;
      const verb = { manager: 'pacman', dryRun: [] };
      const reads = ['-s', '-i', '-l', '-g'].some((key) => options.has(key));
      // `yay -Yc` removes what nothing needs any more.
      const orphans = options.has('-Y') && options.has('-c');
      if (options.has('-R') || orphans) reportPackages(call, effects, 'package.remove', verb);
      else if (options.has('-U') || (options.has('-S') && !reads && !options.has('-c')))
        reportPackages(call, effects, 'package.install', verb);
    },
  }),
  defineProgram({
    names: ['emerge'],
    summary: 'Installs and removals',
    options: {
      flags:
        '-p|--pretend -s|--search -S|--searchdesc -C|--unmerge -c|--depclean -P|--prune -a|--ask -v|--verbose -u|--update -D|--deep -N|--newuse -1|--oneshot -q|--quiet --info --sync --metadata -f|--fetchonly -V|--version -h|--help -l|--list-sets --resume -r',
      values: '-j|--jobs --exclude --root --config-root -X',
      optional: '--with-bdeps --autounmask --load-average',
      abbreviations: false,
    },
    describe(call, effects) {
      const { options } = call;
      const tells = ['-p', '-s', '-S', '--info', '--sync', '-V', '-h', '-l', '-f'];
      if (asksForHelp(call) || tells.some((key) => options.has(key))) return;
      const removes = ['-C', '-c', '-P'].some((key) => options.has(key));
      reportPackages(call, effects, removes ? 'package.remove' : 'package.install', {
        manager: 'portage',
        dryRun: [],
      });
    },
  }),
  defineProgram({
    names: ['xbps-remove'],
    summary: 'Removals',
    options: {
      flags:
        '-n|--dry-run -o|--remove-orphans -O|--clean-cache -R|--recursive -y|--yes -F -f|--force -v -V|--version -h|--help',
      values: '-C|--config -c|--cachedir -r|--rootdir',
    },
    describe(call, effects) {
      const { options } = call;
      if (asksForHelp(call) || options.has('-n') || options.has('-V') || options.has('-h')) return;
      if (options.operands.length > 0 || options.has('-o'))
        reportPackages(call, effects, 'package.remove', { manager: 'xbps', dryRun: [] });
    },
  }),
];

/** RPM macros can run a line: `%(LINE)`, and Lua: `%{lua: …}`. */
function rpmMacro(effects: Effects, macro: Value): void {
  for (const match of macro.text.matchAll(/%\(([^)]*)\)/g))
    effects.line(literal(match[1] ?? '', macro.taint));
  for (const match of macro.text.matchAll(/%\{lua:([^}]*)\}/g))
    effects.code('lua', literal(match[1] ?? '', macro.taint), 'inline');
}
