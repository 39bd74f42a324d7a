/** A git configuration file, as far as pushing and branches need it. */
export type GitConfig = {
  /** Last value of `section.key` or `section.subsection.key`; section and key in lower case. */
  get(name: string): string | undefined;
  /** True if it pulls in other files: what it says is then not all. */
  readonly hasIncludes: boolean;
};

/**
 * Reads the text of a git configuration file (git-config(1), "CONFIGURATION FILE"). Lines that do
 * not parse are left out, as git would refuse the file.
 */
export function parseGitConfig(text: string): GitConfig {
  const values = new Map<string, string>();
  let section = '';
  let hasIncludes = false;
  for (const line of joinContinued(text)) {
    const header = parseHeader(line);
    if (header !== undefined) {
      section = header.name;
      hasIncludes ||= section === 'include' || section.startsWith('includeif.');
    }
    const setting = parseSetting(header === undefined ? line : header.rest);
    if (setting !== undefined) values.set(`${section}.${setting.key}`, setting.value);
  }
  return { get: (name) => values.get(name), hasIncludes };
}

function joinContinued(text: string): readonly string[] {
  return text.replace(/\\\r?\n/g, '').split(/\r?\n/);
}

function parseHeader(line: string): { readonly name: string; readonly rest: string } | undefined {
  const match = /^\s*\[\s*([A-Za-z0-9.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\](.*)$/.exec(line);
  if (match === null) return undefined;
  const [, section = '', subsection, rest = ''] = match;
  const lower = section.toLowerCase();
  if (subsection === undefined) return { name: lower, rest };
  return { name: `${lower}.${subsection.replace(/\\(.)/g, '$1')}`, rest };
}

function parseSetting(line: string): { readonly key: string; readonly value: string } | undefined {
  const match = /^\s*([A-Za-z][A-Za-z0-9-]*)\s*(?:=(.*))?$/.exec(line);
  if (match === null) return undefined;
  const [, key = '', value] = match;
  return { key: key.toLowerCase(), value: value === undefined ? 'true' : unquote(value) };
}

/** Takes quotes, escapes, a trailing comment and outer spaces away. */
function unquote(raw: string): string {
  let value = '';
  let quoted = false;
  let kept = 0;
  const text = raw.trim();
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '"') {
      quoted = !quoted;
    } else if (character === '\\') {
      at += 1;
      value += { n: '\n', t: '\t', b: '\b' }[text[at] ?? ''] ?? text[at] ?? '';
    } else if (!quoted && (character === '#' || character === ';')) {
      break;
    } else {
      value += character;
    }
    if (quoted || value.trimEnd().length === value.length) kept = value.length;
  }
  return value.slice(0, kept);
}
