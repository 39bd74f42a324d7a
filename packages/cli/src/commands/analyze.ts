import type { AnalyzeOptions } from '../analyze/run-analyze.ts';
import { JSON_OPTION, type Registration } from '../program.ts';

/** `agsec analyze`: what in the log could have done harm. */
export function registerAnalyze({ program, context }: Registration): void {
  program
    .command('analyze')
    .description('what agents did that could do harm, and what of it passed')
    .option('--hours <number>', 'of the last so many hours (24)')
    .option('--days <number>', 'of the last so many days')
    .option('--all', 'of the whole log, with all activity by action')
    .option(...JSON_OPTION)
    .action(async (options: AnalyzeOptions) => {
      const { runAnalyze } = await import('../analyze/run-analyze.ts');
      runAnalyze(context, options);
    });
}
