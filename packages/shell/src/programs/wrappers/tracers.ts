import type { Call, Effects, Program } from '../../program.ts';
import { withoutPrefix } from '../shapes/values.ts';
import { defineWrapper } from './wrapper.ts';

function attaches(call: Call, effects: Effects): void {
  for (const target of call.options.values('-p'))
    effects.action('system.process', { verb: 'trace', target });
}

/** `-o '|command'` and `-o '!command'` of strace pipe the trace to a shell line. */
function straceOutput(call: Call, effects: Effects): void {
  attaches(call, effects);
  for (const file of call.options.values('-o')) {
    if (/^[|!]/.test(file.text)) effects.line(withoutPrefix(file, 1));
    else effects.action('file.write', { file_path: file });
  }
}

function outputFile(call: Call, effects: Effects): void {
  attaches(call, effects);
  for (const file of call.options.values('-o')) effects.action('file.write', { file_path: file });
}

/** Programs that watch another one run. */
export const TRACERS: readonly Program[] = [
  defineWrapper({
    names: ['strace'],
    summary: 'The command it runs, `-o` to a file or a pipe, attaching with `-p`',
    wrapper: true,
    also: straceOutput,
    options: {
      flags:
        '-A|--output-append-mode -c|--summary-only -C|--summary -d|--debug -D|--daemonize ' +
        '-f|--follow-forks -F -h|--help -i|--instruction-pointer -k|--stack-traces -n ' +
        '-q|--quiet -r -t -T -v|--no-abbrev -V|--version -w -x -y -Y -z -Z -N|--arg-names',
      values:
        '-a|--columns -b|--detach-on -e|--expr -E|--env -I|--interruptible -o|--output ' +
        '-O|--summary-syscall-overhead -p|--attach -P|--trace-path -s|--string-limit ' +
        '-S|--summary-sort-by -u|--user -U|--summary-columns -X|--const-print-style --trace ' +
        '--signal --status --inject --fault --argv0 --tips',
    },
  }),
  defineWrapper({
    names: ['ltrace'],
    summary: 'The command it runs, `-o` to a file, attaching with `-p`',
    wrapper: true,
    also: outputFile,
    options: {
      flags: '-b|--no-signals -c -C|--demangle -f -h|--help -i -L -r -S -t -T -V|--version',
      values:
        '-a|--align -A -D|--debug -e -F|--config -l|--library -n|--indent -o|--output -p -s -u ' +
        '-w|--where -x',
    },
  }),
  defineWrapper({
    names: ['valgrind'],
    summary: 'The command it runs',
    wrapper: true,
    // Every option of valgrind joins its value with `=`.
    options: { flags: '-h --help --version -q -v -d', clusters: false },
  }),
  defineWrapper({
    names: ['heaptrack'],
    summary: 'The command it runs, attaching with `-p`',
    wrapper: true,
    also: attaches,
    options: {
      flags: '-r|--raw -d|--debug -h|--help -v|--version --record-only --asan',
      values: '-o|--output -p|--pid -a|--analyze',
    },
  }),
];
