/**
 * V8 flags under which a regular expression that backtracks too much is run again by V8's linear
 * engine (v8.dev/blog/non-backtracking-regexp). The installed command gives them to node, which
 * costs nothing; setting them later means loading `node:v8`. The last one is what compiling a policy
 * sets: compiled code kept on disk is only taken under the flags it was made with.
 */
export const NODE_FLAGS: readonly string[] = [
  '--enable-experimental-regexp-engine-on-excessive-backtracks',
  '--regexp-backtracks-before-fallback=1000',
  '--enable-experimental-regexp-engine',
];

/** Sets the flags that this process was started without. */
export function ensureLinearRegexes(execArgv: readonly string[]): void {
  const missing = NODE_FLAGS.filter((flag) => !execArgv.includes(flag));
  if (missing.length === 0) return;
  const v8 = process.getBuiltinModule('node:v8');
  for (const flag of missing) v8.setFlagsFromString(flag);
}
