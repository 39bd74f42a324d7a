const DEFAULTS = { cwd: '/workspace/project', home: '/home/test' };

/**
 * Reads labelled commands, one JSON object a line: `cmd`, and if it is to be scored `expect`
 * (`block`, `allow`, or `ask`, which is not scored), `domain` (`core`, `infra`), `category`,
 * `policy_dependent`, `needs_fixture`, `context` (`cwd`, `home`, `roots`). Throws with the number of
 * a line that is none.
 */
export function parseCorpus(text) {
  return text
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [rowOf(line, index)]));
}

/** The rows on whose verdict reasonable people agree, and that need nothing on the disk. */
export function scoredRows(rows) {
  return rows.filter(({ scored }) => scored);
}

function rowOf(line, index) {
  const row = objectOf(line, index);
  if (typeof row.cmd !== 'string') throw new Error(`line ${index + 1} of the corpus has no "cmd"`);
  const { cwd = DEFAULTS.cwd, home = DEFAULTS.home, roots = [DEFAULTS.cwd] } = row.context ?? {};
  return {
    command: row.cmd,
    expect: row.expect,
    group: groupOf(row),
    scored: groupOf(row) !== undefined && !row.policy_dependent && !row.needs_fixture,
    cwd,
    home,
    roots,
  };
}

function objectOf(line, index) {
  try {
    const row = JSON.parse(line);
    if (typeof row === 'object' && row !== null) return row;
  } catch (error) {
    throw new Error(`line ${index + 1} of the corpus is not JSON`, { cause: error });
  }
  throw new Error(`line ${index + 1} of the corpus is not an object`);
}

function groupOf({ expect, domain = 'core', category }) {
  if (expect === 'block') return `dangerous, ${domain}`;
  if (expect !== 'allow') return undefined;
  return category === 'benign_lookalike' ? 'harmless look-alikes' : 'harmless, all others';
}
