/** First statement of every set, so that the measured calls are let through. */
const ALLOW = `  - sid: AllowAll
    effect: allow
    actions: ["*"]
`;

/**
 * Kinds of statements such as people write, each with texts of its own so that no two are the same.
 * None matches the measured calls: the slowest case, because nothing ends the search.
 */
const KINDS = [
  (n) =>
    deny(
      n,
      'command.run',
      `params.command: { op: regex, value: "\\\\btool${n}\\\\s+--(?:drop|purge)-\\\\w+" }`,
    ),
  (n) => deny(n, 'file.write', `params.file_path: { op: glob, value: "**/area-${n}/*.secret" }`),
  (n) => deny(n, 'bash.execute', `params.command: { op: contains, value: "release-${n} --now" }`),
  (n) => deny(n, 'file.delete', `params.file_path: { op: within, value: "~/archive-${n}" }`),
  (n) => deny(n, 'web.fetch', `params.host: { op: glob, value: "*.host-${n}.example" }`),
  (n) =>
    deny(
      n,
      'git.push',
      `params.branches: { op: contains_any, value: [release-${n}, hotfix-${n}] }`,
    ),
  (n) => deny(n, 'file.read', `params.file_path: { op: ends_with, value: "/vault-${n}.key" }`),
  (n) => deny(n, 'mcp.*', `params.tool: { op: in, value: [drop_${n}, purge_${n}] }`),
];

/** The worst place for statements: every one speaks of the same shell line, by a regex. */
const SAME_ACTION = [
  (n) =>
    deny(
      n,
      'bash.execute',
      `params.command: { op: regex, value: "(?i)\\\\bword${n}\\\\s+(?:-[a-z]+\\\\s+)*target\\\\b" }`,
    ),
];

/** Statements of one file: 256 KiB is the most a policy file may have. */
const PER_FILE = 500;

/**
 * Policy files with `count` statements in all.
 *
 * @param {number} count
 * @param {'mixed' | 'same'} shape
 */
export function policyFiles(count, shape) {
  const kinds = shape === 'mixed' ? KINDS : SAME_ACTION;
  const statements = [ALLOW];
  for (let n = 1; n < count; n++) statements.push(kinds[n % kinds.length](n));
  const files = [];
  for (let at = 0; at < count; at += PER_FILE) {
    const text = `version: "1.0"\nstatements:\n${statements.slice(at, at + PER_FILE).join('')}`;
    files.push({ name: `${String(files.length).padStart(2, '0')}_bench.yaml`, text });
  }
  return files;
}

function deny(n, action, condition) {
  return `  - sid: Block${n}
    effect: deny
    actions: ["${action}"]
    conditions:
      ${condition}
    reason: This is kept from agents, number ${n}
    hint: Ask the person who runs this project
`;
}
