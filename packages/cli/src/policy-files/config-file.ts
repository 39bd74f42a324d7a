import { formatIssue } from '@agsec/core/policy';
import {
  type Config,
  type HomeLayout,
  loadConfig,
  type Mode,
  makePrivateFolder,
} from '@agsec/runtime';
import { isScalar, isSeq, type ParsedNode, parseDocument } from 'yaml';
import { CliError } from '../context.ts';
import { MANAGED_STATE } from '../setup/install-place.ts';
import { readTextFile } from './read-text-file.ts';
import { writeOwnFile } from './write-own-file.ts';

/** Text of a first configuration of a person. */
function configText(mode: Mode, packs: readonly string[]): string {
  return `# agsec configuration. \`agsec status\` shows what holds.

# enforce: policies block.  observe: they are only logged.  halt: every call is blocked.
mode: ${mode}

# pass: an allowed call still meets the agent's own permission prompt.
# approve: an allow answers that prompt too.
allow_means: pass

# Policy packs that agsec has copied to policies/.
packs: [${packs.join(', ')}]

# native: auto lets an agent's own prompt ask you where only you can answer it; never keeps reviews
# to agsec approve. wait: seconds the agent's call itself waits for your answer; after a change of it
# run agsec install again.
review:
  native: auto
  wait: 0

audit:
  keep_days: 90
  max_mb: 512
`;
}

/** Text of a first configuration of root. */
export function managedConfigText(): string {
  return `# agsec configuration of this machine. Only root writes it; it holds for every user.
# After a change here or in policies/ run agsec doctor as root: it compiles them for all users.

# Mode of the policies in /etc/agsec/policies. What users set for their own does not touch it.
mode: enforce

# What users cannot change. Take away the # of what you want to pin.
# pin:
#   mode: enforce
#   allow_means: pass
#   review: { native: never, wait: 0 }

# Which reviews a user's \`agsec approve\` lifts: none, own (of the user's policies), or all.
# grants: own
`;
}

/** Writes a first configuration. */
export function createConfig(home: HomeLayout, mode: Mode, packs: readonly string[]): void {
  makePrivateFolder(home.root);
  writeOwnFile(home, home.config, configText(mode, packs));
}

/** A person's configuration; `undefined` if there is none. Throws `CliError` with the place of what is wrong. */
export function readConfig(home: HomeLayout): Config | undefined {
  return readConfigFile(home.config, 'user');
}

/** Root's configuration; as `readConfig`. */
export function readManagedConfig(): Config | undefined {
  return readConfigFile(`${MANAGED_STATE}/config.yaml`, 'managed');
}

function readConfigFile(path: string, owner: 'user' | 'managed'): Config | undefined {
  const text = readTextFile(path);
  if (text === undefined) return undefined;
  const result = loadConfig({ file: path, text }, owner);
  if (result.ok) return result.config;
  throw new CliError(
    'config-issues',
    result.issues.map(formatIssue).join('\n'),
    'Mend the file; until then every call is denied.',
  );
}

/** The mode that is written; `undefined` if there is no configuration. Throws as `readConfig`. */
export function readMode(home: HomeLayout): Mode | undefined {
  const config = readConfig(home);
  return config === undefined ? undefined : (config.mode ?? 'enforce');
}

/** Changes the mode and no other byte. Makes a configuration if there is none. */
export function writeMode(home: HomeLayout, mode: Mode): void {
  writeSetting(home, 'mode', mode, () => createConfig(home, mode, []));
}

/** Changes the list of packs and nothing else. */
export function writePacks(home: HomeLayout, packs: readonly string[]): void {
  writeSetting(home, 'packs', `[${packs.join(', ')}]`, () => createConfig(home, 'enforce', packs));
}

function writeSetting(home: HomeLayout, key: string, value: string, create: () => void): void {
  const text = readTextFile(home.config);
  if (text === undefined) create();
  else {
    const after = withValue(text, key, value, parseDocument(text).get(key, true));
    writeOwnFile(home, home.config, after);
  }
}

function withValue(text: string, key: string, value: string, node: unknown): string {
  const range = isNode(node) ? node.range : undefined;
  if (range !== undefined) return text.slice(0, range[0]) + value + text.slice(range[1]);
  const end = text === '' || text.endsWith('\n') ? '' : '\n';
  return `${text}${end}${key}: ${value}\n`;
}

function isNode(node: unknown): node is ParsedNode {
  return (isScalar(node) || isSeq(node)) && Array.isArray(node.range);
}
