import type { Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { runScriptFile } from '../shapes/script-file.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { literal, splitValue } from '../shapes/values.ts';
import { defineInterpreter, runCode } from './run-code.ts';
import { wordsAfter } from './words-after.ts';

const INFORMING = [
  '-h',
  '-i',
  '-m',
  '-v',
  '-l',
  '-w',
  '-s',
  '--ini',
  '--rf',
  '--rc',
  '--re',
  '--rz',
  '--ri',
];

/** `php` (PHP manual, "Command line options"). */
export const PHP: Program = defineProgram({
  names: [
    'php',
    'php7.4',
    'php8',
    'php8.0',
    'php8.1',
    'php8.2',
    'php8.3',
    'php8.4',
    'php-cli',
    'hhvm',
  ],
  summary: 'Code of `-r`, `-B`, `-R`, `-E`, standard input, scripts, the server of `-S`',
  options: {
    flags:
      '-a|--interactive -C|--no-chdir -e|--profile-info -h|-?|--usage|--help -H|--hide-args -i|--info ' +
      '-l|--syntax-check -m|--modules -n|--no-php-ini -q -s|--syntax-highlight -v|--version -w|--strip --ini',
    values:
      '-B|--process-begin -c|--php-ini -d|--define -E|--process-end -f|--file -F|--process-file ' +
      '-r|--run -R|--process-code -S|--server -t|--docroot -z|--zend-extension -b|--bindpath -T|--timing ' +
      '--rf|--rfunction --rc|--rclass --re|--rextension --rz|--rzendextension --ri|--rextinfo',
    stopAtOperand: true,
  },
  describe(call, effects) {
    const { options } = call;
    if (asksForHelp(call)) return;
    for (const setting of options.values('-d')) {
      const [name, file] = splitValue(setting, '=') ?? [];
      if (file !== undefined && /^auto_(?:prepend|append)_file$/.test(name?.text ?? ''))
        runScriptFile(call, effects, file, [], 'php');
    }
    if (INFORMING.some((key) => options.has(key))) return;
    for (const server of options.values('-S')) {
      const [host, port] = splitValue(server, ':') ?? [server, undefined];
      const number = Number(port?.text);
      effects.action('net.listen', { host, ...(Number.isInteger(number) ? { port: number } : {}) });
    }
    if (options.has('-S')) {
      for (const folder of options.values('-t'))
        effects.action('file.read', { file_path: folder, recursive: true });
      return;
    }
    if (options.has('-a')) return effects.interactive('php');
    const inline = ['-r', '-B', '-R', '-E'].flatMap((key) => options.values(key));
    const files = ['-f', '-F'].flatMap((key) => options.values(key));
    for (const file of files) runScriptFile(call, effects, file, options.operands, 'php');
    if (files.length > 0 && inline.length === 0) return;
    runCode(call, effects, 'php', inline);
  },
});

/** `lua` and its kin. */
export const LUA: Program = defineInterpreter({
  names: ['lua', 'lua5.1', 'lua5.2', 'lua5.3', 'lua5.4', 'luajit', 'texlua', 'luau'],
  language: 'lua',
  options: { flags: '-i -v -E -W -h', values: '-e -l -b -j -O' },
  inline: ['-e'],
  harmless: ['-b', '-v'],
});

/** `java`: what it starts is a class or an archive, or a source file it compiles first. */
export const JAVA: Program = defineProgram({
  names: ['java'],
  summary: 'A source file it runs; a Jenkins client by its archive',
  options: {
    flags: '-version --version -showversion --show-version -help --help -h -? -server -client -X',
    values:
      '-cp|-classpath|--class-path -p|--module-path --upgrade-module-path --add-modules --enable-native-access ' +
      '-m|--module -d|--describe-module --add-exports --add-opens --add-reads --patch-module --source -jar',
    clusters: false,
    stopAtOperand: true,
  },
  describe(call, effects) {
    const { options } = call;
    const [archive] = options.values('-jar');
    const name = /([\w-]+)\.jar$/.exec(archive?.text ?? '')?.[1];
    if (archive !== undefined && name === 'jenkins-cli')
      effects.stdout(effects.run([literal(name), ...wordsAfter(call, archive)]));
    const [source, ...args] = options.operands;
    // What an archive does nobody reads here; where it comes from is known if the line fetched it.
    if (archive !== undefined && effects.reads(archive).taint.remote !== undefined)
      effects.script({ path: archive.text, args: [] });
    if (archive === undefined && source?.text.endsWith('.java'))
      runScriptFile(call, effects, source, args);
  },
});
