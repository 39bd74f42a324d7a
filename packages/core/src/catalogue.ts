/** The kind of value a parameter holds; `paths` and `strings` are lists. */
export type ParamKind =
  | 'path'
  | 'paths'
  | 'string'
  | 'strings'
  | 'boolean'
  | 'number'
  | 'host'
  | 'url'
  | 'command'
  | 'free';

export type ActionEntry = {
  /** `file.read`, `git.<verb>`, `mcp.<server>.<tool>`: a segment in angle brackets stands for any text. */
  readonly name: string;
  readonly summary: string;
  /** Parameters besides `cwd`. `free` ends in `.*`: any name below it. */
  readonly params: { readonly [name: string]: ParamKind };
  /** True if the action only reads, lists or searches: an unknown is then ignored by default. */
  readonly readOnly: boolean;
  readonly comesFrom: string;
};

const filePath = { file_path: 'path' } as const;

/**
 * Every canonical action. Documentation, the policy schema, load-time checks and did-you-mean are
 * made from this table.
 */
export const ACTION_CATALOGUE: readonly ActionEntry[] = [
  {
    name: 'bash.execute',
    summary: 'Run a shell line',
    params: { command: 'command', background: 'boolean' },
    readOnly: false,
    comesFrom: 'any tool that runs a shell line (Bash, Monitor, Shell, run_commands …)',
  },
  {
    name: 'command.run',
    summary: 'Run one simple command of a shell line',
    params: {
      name: 'string',
      path: 'path',
      args: 'strings',
      flags: 'strings',
      subcommand: 'string',
      wrappers: 'strings',
      env: 'strings',
      command: 'command',
    },
    readOnly: false,
    comesFrom: 'every simple command found, however nested',
  },
  {
    name: 'code.execute',
    summary: 'Run code in an interpreter',
    params: { language: 'string', source: 'string', file_path: 'path', code: 'string' },
    readOnly: false,
    comesFrom: '`python -c`, `curl … | sh`, `eval`, `sh x.sh`, `node x.js`',
  },
  {
    name: 'file.read',
    summary: 'Read a file',
    params: { ...filePath, recursive: 'boolean' },
    readOnly: true,
    comesFrom: 'Read tools; cat, grep, cp …; input redirections; file APIs in inline code',
  },
  {
    name: 'file.write',
    summary: 'Create or overwrite a file',
    params: {
      ...filePath,
      content: 'string',
      append: 'boolean',
      recursive: 'boolean',
      /** It only makes an empty file or folder where there is none. */
      creates: 'boolean',
      /** The file it is a copy of, for what `file.copy` and `file.move` imply. */
      from: 'path',
      /** What is there already stays (`cp -n`, or the line looks first whether it is there). */
      keeps: 'boolean',
      /** Of a copy: there is a file at that place already, and it would be replaced. */
      overwrites: 'boolean',
    },
    readOnly: false,
    comesFrom: 'Write tools; output redirections; tee, cp, sed -i, truncate …',
  },
  {
    name: 'file.edit',
    summary: 'Change a part of a file',
    params: { ...filePath, content: 'string' },
    readOnly: false,
    comesFrom: 'Edit tools and patches',
  },
  {
    name: 'file.delete',
    summary: 'Delete a file or folder',
    params: { ...filePath, recursive: 'boolean' },
    readOnly: false,
    comesFrom: 'rm, unlink, find -delete, rsync --delete, git clean …; file APIs in inline code',
  },
  {
    name: 'file.move',
    summary: 'Move or rename a file or folder',
    params: { ...filePath, to: 'path', keeps: 'boolean' },
    readOnly: false,
    comesFrom: 'mv, git mv, rename APIs',
  },
  {
    name: 'file.copy',
    summary: 'Copy a file or folder',
    params: { ...filePath, to: 'path', recursive: 'boolean', keeps: 'boolean' },
    readOnly: false,
    comesFrom: 'cp, install, rsync, scp between local paths',
  },
  {
    name: 'file.link',
    summary: 'Make a link at `file_path` that points to `to`',
    params: { ...filePath, to: 'path' },
    readOnly: false,
    comesFrom: 'ln, link APIs',
  },
  {
    name: 'file.chmod',
    summary: 'Change mode, owner or attributes',
    params: { ...filePath, mode: 'string', recursive: 'boolean' },
    readOnly: false,
    comesFrom: 'chmod, chown, chattr, setfacl',
  },
  {
    name: 'file.list',
    summary: 'List a folder',
    params: { ...filePath, recursive: 'boolean' },
    readOnly: true,
    comesFrom: 'LS tools, ls, tree, du',
  },
  {
    name: 'file.glob',
    summary: 'Find files by name',
    params: { ...filePath, pattern: 'string', recursive: 'boolean' },
    readOnly: true,
    comesFrom: 'Glob tools, find, fd',
  },
  {
    name: 'file.grep',
    summary: 'Search in files',
    params: { ...filePath, pattern: 'string', glob: 'string', recursive: 'boolean' },
    readOnly: true,
    comesFrom: 'Grep tools, grep, rg',
  },
  {
    name: 'web.fetch',
    summary: 'Send an HTTP request',
    params: {
      url: 'url',
      host: 'host',
      port: 'number',
      method: 'string',
      upload: 'boolean',
      query: 'string',
    },
    readOnly: false,
    comesFrom: 'web tools; curl, wget, httpie …; HTTP APIs in inline code',
  },
  {
    name: 'web.search',
    summary: 'Search the web',
    params: { query: 'string' },
    readOnly: true,
    comesFrom: 'web search tools',
  },
  {
    name: 'net.connect',
    summary: 'Open a network connection',
    params: { host: 'host', port: 'number', upload: 'boolean' },
    readOnly: false,
    comesFrom: 'nc, socat, ssh, /dev/tcp',
  },
  {
    name: 'net.listen',
    summary: 'Accept network connections',
    params: { host: 'host', port: 'number' },
    readOnly: false,
    comesFrom: 'nc -l, socat LISTEN',
  },
  {
    name: 'git.<verb>',
    summary: 'A git command',
    params: {
      force: 'boolean',
      force_with_lease: 'boolean',
      hard: 'boolean',
      delete: 'boolean',
      branches: 'strings',
      remote: 'string',
      paths: 'paths',
      config: 'strings',
      args: 'strings',
      /**
       * What the command would lose: `history`, `refs`, `remote`, `worktree`, and less than that
       * `name` (one branch or stash entry), `files` (named ones), `resolution` (of a merge or rebase).
       */
      destroys: 'strings',
    },
    readOnly: false,
    comesFrom: 'git with any global flags, aliases from -c, refspecs (`+main`, `:main`)',
  },
  {
    name: 'package.install',
    summary: 'Install packages',
    params: { manager: 'string', packages: 'strings', global: 'boolean', source: 'string' },
    readOnly: false,
    comesFrom: 'npm, pnpm, yarn, pip, cargo, apt, brew …',
  },
  {
    name: 'package.publish',
    summary: 'Publish a package',
    params: { manager: 'string', packages: 'strings' },
    readOnly: false,
    comesFrom: 'npm publish, twine upload, cargo publish …',
  },
  {
    name: 'package.remove',
    summary: 'Remove packages',
    params: { manager: 'string', packages: 'strings', global: 'boolean' },
    readOnly: false,
    comesFrom: 'npm rm, pip uninstall, apt remove …',
  },
  {
    name: 'db.execute',
    summary: 'Run a database statement',
    params: { engine: 'string', sql: 'string', verbs: 'strings', destructive: 'boolean' },
    readOnly: false,
    comesFrom: 'psql, mysql, sqlite3, mongosh, redis-cli …',
  },
  {
    name: 'infra.execute',
    summary: 'Run an infrastructure command',
    params: {
      tool: 'string',
      verb: 'string',
      /** True from `destroy` on. */
      destructive: 'boolean',
      /** `read`, `change`, `destroy` (can be made again) or `irreversible` (data or history is gone). */
      severity: 'string',
      target: 'string',
    },
    readOnly: false,
    comesFrom: 'kubectl, helm, docker, aws, gcloud, az, terraform …',
  },
  {
    name: 'system.disk',
    summary: 'Format, partition or overwrite a disk',
    params: { verb: 'string', file_path: 'path' },
    readOnly: false,
    comesFrom: 'mkfs, dd to a device, wipefs, parted …',
  },
  {
    name: 'system.power',
    summary: 'Shut down, reboot or suspend',
    params: { verb: 'string' },
    readOnly: false,
    comesFrom: 'shutdown, reboot, systemctl poweroff …',
  },
  {
    name: 'system.process',
    summary: 'End, trace or exhaust processes',
    params: { verb: 'string', target: 'string', signal: 'string', broad: 'boolean' },
    readOnly: false,
    comesFrom: 'kill, pkill, killall; a fork bomb',
  },
  {
    name: 'system.service',
    summary: 'Start, stop or reconfigure a service, the kernel, a firewall or a mount',
    params: { verb: 'string', target: 'string', destructive: 'boolean' },
    readOnly: false,
    comesFrom: 'systemctl, service, sysctl, iptables, mount …',
  },
  {
    name: 'system.user',
    summary: 'Change users, groups or passwords',
    params: { verb: 'string', target: 'string' },
    readOnly: false,
    comesFrom: 'useradd, usermod, passwd, visudo …',
  },
  {
    name: 'system.persist',
    summary: 'Make something run later or at every start',
    params: { verb: 'string', file_path: 'path' },
    readOnly: false,
    comesFrom: 'crontab, at, systemctl enable, launchctl …',
  },
  {
    name: 'secret.read',
    summary: 'Show or send a named secret or a dump of all',
    params: { kind: 'string' },
    readOnly: false,
    comesFrom: '`printenv`, `env`, `gh auth token`, `aws configure get`, keychain tools',
  },
  {
    name: 'secret.send',
    summary: 'A secret flows to the network',
    params: { kind: 'string', host: 'host', url: 'url' },
    readOnly: false,
    comesFrom: 'a secret file or value read and then sent by the same line',
  },
  {
    name: 'mcp.<server>.<tool>',
    summary: 'Call a tool of an MCP server',
    params: { server: 'string', tool: 'string', 'args.*': 'free' },
    readOnly: false,
    comesFrom: 'MCP',
  },
  {
    name: 'agent.spawn',
    summary: 'Start a sub-agent, or another agent from the shell',
    params: {
      prompt: 'string',
      type: 'string',
      /** It would act without asking, or with other settings and hooks than its user's. */
      unguarded: 'boolean',
    },
    readOnly: false,
    comesFrom: 'Task and Agent tools; `claude -p`, `codex exec` … in a shell line',
  },
  {
    name: 'agent.message',
    summary: 'Send a message to another agent',
    params: { prompt: 'string', type: 'string' },
    readOnly: false,
    comesFrom: 'SendMessage',
  },
  {
    name: 'agent.skill',
    summary: 'Run a skill or workflow',
    params: { prompt: 'string', type: 'string' },
    readOnly: false,
    comesFrom: 'Skill, Workflow',
  },
  {
    name: 'agent.schedule',
    summary: 'Schedule a later turn',
    params: { prompt: 'string', type: 'string' },
    readOnly: false,
    comesFrom: 'Cron and wake-up tools',
  },
  {
    name: 'notebook.edit',
    summary: 'Change a notebook',
    params: { ...filePath, content: 'string' },
    readOnly: false,
    comesFrom: 'NotebookEdit',
  },
  {
    name: 'internal.<name>',
    summary: "An agent's own bookkeeping",
    params: { 'args.*': 'free' },
    readOnly: true,
    comesFrom: 'todo lists, plan mode, questions to the user',
  },
  {
    name: 'unknown.<tool>',
    summary: 'A tool no adapter knows',
    params: { 'args.*': 'free' },
    readOnly: false,
    comesFrom: 'anything else',
  },
];

/** The catalogue entry an action name belongs to; `undefined` for a custom name. */
export function findActionEntry(name: string): ActionEntry | undefined {
  return (
    ACTION_CATALOGUE.find((entry) => entry.name === name) ??
    ACTION_CATALOGUE.find((entry) => entry.name.includes('<') && nameFits(entry.name, name))
  );
}

function nameFits(pattern: string, name: string): boolean {
  const wanted = pattern.split('.');
  const given = name.split('.');
  const last = wanted.length - 1;
  // The last `<…>` takes the rest: an MCP tool's own name may contain dots.
  if (wanted[last]?.startsWith('<') ? given.length < wanted.length : given.length !== wanted.length)
    return false;
  return wanted.every((segment, index) => segment.startsWith('<') || segment === given[index]);
}
