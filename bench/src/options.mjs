import { parseArgs } from 'node:util';

/** The parts of the benchmark, in the order they run. */
export const SECTIONS = ['hook', 'aged', 'engine', 'patterns', 'analysis', 'size', 'corpora'];

const USAGE = `usage: npm run bench -- [options]
  --only LIST     parts to run, comma-separated: ${SECTIONS.join(', ')} (default: all; corpora only when asked for)
  --rounds N      interleaved rounds of the hook part (default 41, at least 31)
  --corpus FILE   labelled commands as JSON Lines ({"cmd": …}); lines to analyse in place of the built-in ones
  --corpora       also compare verdicts with cc-safety-net's on that file
  --report-only   exit 0 whatever the gates say
`;

/**
 * Reads the command line. Throws a text for people on anything it does not know.
 *
 * @param {readonly string[]} args
 */
export function parseOptions(args) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      rounds: { type: 'string' },
      corpus: { type: 'string' },
      corpora: { type: 'boolean' },
      'report-only': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return { help: USAGE };
  const { corpus } = values;
  const sections = sectionsOf(values);
  if (sections.includes('corpora') && corpus === undefined) {
    throw new Error('--corpora needs --corpus FILE');
  }
  const rounds = Number(values.rounds ?? 41);
  if (!Number.isInteger(rounds) || rounds < 31) {
    throw new Error('--rounds is a whole number of at least 31');
  }
  return { sections, rounds, corpus, reportOnly: values['report-only'] === true };
}

function sectionsOf({ only, corpora }) {
  const asked = only?.split(',') ?? SECTIONS.filter((name) => name !== 'corpora');
  const unknown = asked.find((name) => !SECTIONS.includes(name));
  if (unknown !== undefined) {
    throw new Error(`--only knows no "${unknown}"; there are ${SECTIONS.join(', ')}`);
  }
  const wanted = corpora ? [...asked, 'corpora'] : asked;
  return SECTIONS.filter((name) => wanted.includes(name));
}
