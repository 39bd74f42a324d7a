import type { Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';

/**
 * `getopt` (getopt(1), util-linux): prints the words it is given, options first, each quoted for the
 * shell that evaluates them (`eval set -- "$(getopt -o ab -- "$@")"`), so that nothing in one of them
 * becomes a command. With `-u`, for another shell and in its oldest form it does not quote.
 */
export const GETOPT = defineProgram({
  names: ['getopt'],
  summary: 'Words printed for a shell to evaluate, quoted unless `-u`',
  options: {
    flags:
      '-a|--alternative -q|--quiet -Q|--quiet-output -T|--test -u|--unquoted -h|--help -V|--version',
    values: '-l|--longoptions|--long -n|--name -o|--options -s|--shell',
    stopAtOperand: true,
  },
  describe(call, effects) {
    const { options } = call;
    if (!options.has('-o') || options.has('-u') || options.has('-s')) return;
    const words = call.args.slice(options.firstOperand).map(quoted);
    effects.stdout({ text: ` -- ${words.join(' ')}\n`, taint: {} });
  },
});

/** A word that is not known stands as a variable that nobody sets: any number of unknown words. */
function quoted({ text, known, splits }: Value): string {
  return known && !splits ? `'${text.replaceAll("'", "'\\''")}'` : '$__words_of_getopt';
}
