/**
 * V8 flags under which a regular expression that backtracks too much is run again by V8's linear
 * engine (v8.dev/blog/non-backtracking-regexp). The installed command gives them to node, which
 * costs nothing; setting them later means loading `node:v8`. The last one is what compiling a policy
 * sets: compiled code kept on disk is only taken under the flags it was made with.
 */
const REGEX_FLAGS: readonly string[] = [
  '--enable-experimental-regexp-engine-on-excessive-backtracks',
  '--regexp-backtracks-before-fallback=1000',
  '--enable-experimental-regexp-engine',
];

/**
 * What makes a process of one call start sooner and run less (node 20 to 26 know them all).
 *
 * `--preserve-symlinks-main`: the program's path is taken as it stands, without a look at each folder.
 * `--no-rehash-snapshot`: V8 otherwise draws a new seed for its hash tables and fills all of node's
 * again, a fifth of node's start. The seed built into node is known, so texts whose hashes collide
 * can be prepared: a request may therefore hold a bounded number of names (`parseJson`), and what
 * still takes too long is a deny at the deadline.
 * `--min-semi-space-size`: a young generation, in MiB, that no call fills, so that none is collected.
 * `--no-sparkplug`, `--no-opt`: a call is over before machine code of its functions pays. Making it took a
 * sixth of a shell call. What runs long, a line of 64 KiB say, would take nine times as long without:
 * the `Optimiser` is for that.
 * `--v8-pool-size=1`: node otherwise starts four threads that would have nothing to do.
 * `--no-regexp-peephole-optimization`: of the form of a regular expression that runs once; from its
 * second run on it is machine code anyway.
 */
const START_FLAGS: readonly string[] = [
  '--preserve-symlinks-main',
  '--no-rehash-snapshot',
  '--min-semi-space-size=4',
  '--no-sparkplug',
  '--no-opt',
  '--v8-pool-size=1',
  '--no-regexp-peephole-optimization',
];

/** What node is given in the installed command, and when the bundles are compiled ahead. */
export const NODE_FLAGS: readonly string[] = [...REGEX_FLAGS, ...START_FLAGS];

/** Sets the flags of regular expressions that this process was started without. */
export function ensureLinearRegexes(execArgv: readonly string[]): void {
  const missing = REGEX_FLAGS.filter((flag) => !execArgv.includes(flag));
  if (missing.length === 0) return;
  const v8 = process.getBuiltinModule('node:v8');
  for (const flag of missing) v8.setFlagsFromString(flag);
}
