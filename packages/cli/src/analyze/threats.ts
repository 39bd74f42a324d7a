import type { MatchedBy } from '@agsec/core';
import { compilePathGlob } from '@agsec/core/internal';
import type { RecordedAction } from '@agsec/runtime';

export type Severity = 'critical' | 'high' | 'medium' | 'low';

/** A kind of harm, by what an action does, never by how a command is written. */
export type Threat = {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** What it means when such an action runs. */
  readonly consequence: string;
  readonly recommendation: string;
  matches(action: RecordedAction, by: MatchedBy): boolean;
};

/** Every kind of harm `agsec analyze` counts, worst first. An action is counted under the first that fits. */
export const THREATS: readonly Threat[] = [
  {
    id: 'tampering',
    title: 'agsec itself attacked',
    severity: 'critical',
    consequence: 'A call tried to change agsec, its policies or its log.',
    recommendation: 'Read what the agent was told to do; nothing honest needs this.',
    matches: (_action, by) => by === 'self_protection',
  },
  {
    id: 'secret-sent',
    title: 'Secrets sent out',
    severity: 'critical',
    consequence: 'A key or token left the machine.',
    recommendation: 'Revoke what was sent, then look at what asked for it.',
    matches: ({ name }) => name === 'secret.send',
  },
  {
    id: 'disk',
    title: 'Disks wiped or formatted',
    severity: 'critical',
    consequence: 'A disk or partition is gone.',
    recommendation: 'Keep the deny of 02_bash; give agents no right to devices.',
    matches: ({ name }) => name === 'system.disk',
  },
  {
    id: 'remote-code',
    title: 'Downloaded or decoded code run',
    severity: 'critical',
    consequence: 'Somebody else chose what ran on this machine.',
    recommendation: 'Download, read, then run; keep the deny of 02_bash.',
    matches: ({ name, params }) =>
      name === 'code.execute' && (params['source'] === 'remote' || params['source'] === 'decoded'),
  },
  {
    id: 'data-store-destroyed',
    title: 'Databases or infrastructure destroyed',
    severity: 'critical',
    consequence: 'Data or a running service is gone, maybe for others, too.',
    recommendation: 'Give the agent credentials that can only read.',
    matches: ({ name, params }) =>
      (name === 'infra.execute' || name === 'db.execute') && params['destructive'] === true,
  },
  {
    id: 'secret-shown',
    title: 'Secrets read',
    severity: 'high',
    consequence: 'A secret stands in the conversation, and with whoever runs the model.',
    recommendation: 'Rotate it; name variables instead of showing values.',
    matches: ({ name, params }) =>
      name === 'secret.read' || (READS.has(name) && isSecretFile(params['file_path'])),
  },
  {
    id: 'history-lost',
    title: 'History or uncommitted work lost',
    severity: 'high',
    consequence: 'Commits of others, or work that was never committed, cannot be had back.',
    recommendation: 'Protect branches on the server, too; use --force-with-lease.',
    matches: ({ name, params }) =>
      name.startsWith('git.') &&
      (params['hard'] === true ||
        (name === 'git.push' && (params['force'] === true || params['delete'] === true)) ||
        isFilled(params['destroys'])),
  },
  {
    id: 'persistence',
    title: 'Changes that outlive the session',
    severity: 'high',
    consequence: 'Something was made to run later, without the agent.',
    recommendation: 'Look at crontab, services, shell start-up files and authorized_keys.',
    matches: ({ name, params }) =>
      name === 'system.persist' ||
      name === 'system.user' ||
      (WRITES.has(name) && isStartUpFile(params['file_path'])),
  },
  {
    id: 'upload',
    title: 'Data sent to other machines',
    severity: 'high',
    consequence: 'Bytes of this machine were sent elsewhere.',
    recommendation: 'Allow the hosts you mean in 04_web by name.',
    matches: ({ name, params }) =>
      (name === 'web.fetch' && params['upload'] === true) || name === 'net.listen',
  },
  {
    id: 'delete',
    title: 'Files deleted',
    severity: 'medium',
    consequence: 'Files are gone, from git only if they were committed.',
    recommendation: 'Commit often; let the agent move files to a folder instead.',
    matches: ({ name }) => name === 'file.delete',
  },
  {
    id: 'published',
    title: 'Packages published',
    severity: 'medium',
    consequence: 'A version others install was made.',
    recommendation: 'Publish from CI, with provenance, not from a session.',
    matches: ({ name }) => name === 'package.publish',
  },
  {
    id: 'system',
    title: 'Processes, services and power',
    severity: 'medium',
    consequence: 'Something that was running was stopped or changed.',
    recommendation: 'Let agents stop only what they started.',
    matches: ({ name }) =>
      name === 'system.process' || name === 'system.power' || name === 'system.service',
  },
  {
    id: 'unreadable',
    title: 'Commands nobody could read',
    severity: 'medium',
    consequence: 'What ran is not known.',
    recommendation: 'Ask for plain commands; review is the default for these.',
    matches: ({ name, params }) => name === 'code.execute' && params['source'] === 'interactive',
  },
  {
    id: 'installed',
    title: 'Packages installed',
    severity: 'low',
    consequence: "Code of others came in, and its install scripts ran with this user's rights.",
    recommendation: 'Pin versions in a lock file and install from it.',
    matches: ({ name }) => name === 'package.install',
  },
  {
    id: 'connection',
    title: 'Connections to other machines',
    severity: 'low',
    consequence: 'A machine was talked to.',
    recommendation: 'Name the hosts that are meant in 04_web.',
    matches: ({ name, params }) =>
      name === 'net.connect' || (name === 'web.fetch' && !isLoopback(params['host'])),
  },
];

const READS: ReadonlySet<string> = new Set(['file.read', 'file.grep', 'file.copy']);
const WRITES: ReadonlySet<string> = new Set(['file.write', 'file.edit', 'file.move', 'file.link']);

/** Files whose text is a secret by their name alone; examples of them are not. */
const SECRET_FILES = [
  '**/.env',
  '**/.env.*',
  '**/*.env',
  '**/.aws/credentials',
  '**/.ssh/id_*',
  '**/.netrc',
  '**/.pgpass',
  '**/.npmrc',
  '**/.pypirc',
  '**/.git-credentials',
  '**/.kube/config',
  '**/.docker/config.json',
  '**/*.pem',
  '**/*.key',
  '**/*.p12',
] as const;
const NO_SECRETS = ['**/*.example', '**/*.sample', '**/*.template', '**/*.pub'] as const;
const START_UP_FILES = [
  '**/.bashrc',
  '**/.bash_profile',
  '**/.profile',
  '**/.zshrc',
  '**/.zshenv',
  '**/.config/fish/**',
  '**/.ssh/authorized_keys',
  '**/.config/autostart/**',
  '**/.config/systemd/user/**',
  '/etc/**',
] as const;

function isSecretFile(path: unknown): boolean {
  return matchesAny(SECRET_FILES, path) && !matchesAny(NO_SECRETS, path);
}

function isStartUpFile(path: unknown): boolean {
  return matchesAny(START_UP_FILES, path);
}

function matchesAny(globs: readonly string[], path: unknown): boolean {
  return typeof path === 'string' && globs.some((glob) => matcherOf(glob)(path));
}

const matchers = new Map<string, (path: string) => boolean>();

function matcherOf(glob: string): (path: string) => boolean {
  const known = matchers.get(glob);
  if (known !== undefined) return known;
  const matcher = compilePathGlob(glob);
  matchers.set(glob, matcher);
  return matcher;
}

function isFilled(list: unknown): boolean {
  return Array.isArray(list) && list.length > 0;
}

function isLoopback(host: unknown): boolean {
  return typeof host === 'string' && /^(?:localhost|127(?:\.\d+){3}|::1)$/.test(host);
}
