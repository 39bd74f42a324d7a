import { measureAged } from './src/aged.mjs';
import { measureAnalysis } from './src/analysis-cost.mjs';
import { compareCorpora } from './src/corpora.mjs';
import { measureEngine } from './src/engine-scaling.mjs';
import { measureHook } from './src/hook-latency.mjs';
import { parseOptions } from './src/options.mjs';
import { Report } from './src/report.mjs';
import { measureSizes } from './src/text-sizes.mjs';
import { measurePatterns } from './src/worst-patterns.mjs';

const MEASURES = {
  hook: measureHook,
  aged: measureAged,
  engine: measureEngine,
  patterns: measurePatterns,
  analysis: measureAnalysis,
  size: measureSizes,
  corpora: compareCorpora,
};

/** Runs the asked parts one after the other, so that none disturbs another. */
async function main(args) {
  const options = parseOptions(args);
  if (options.help !== undefined) {
    process.stdout.write(options.help);
    return 0;
  }
  const report = new Report();
  for (const section of options.sections) await MEASURES[section](report, options);
  report.summary();
  return options.reportOnly ? 0 : report.status;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 2;
}
