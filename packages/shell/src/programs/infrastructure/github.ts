import type { Call, Effects, Program, Value } from '../../program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { literal, splitValue, streamOfValue, withoutPrefix } from '../shapes/values.ts';
import { commandAfter } from '../wrappers/wrapper.ts';
import { type CommandFacts, defineTool } from './verb-table.ts';

/** `gh api` and `glab api`: the method decides; fields make it a POST. */
function apiRequest(host: string): CommandFacts {
  return {
    options: {
      flags: '-i|--include --paginate --silent --slurp --verbose',
      values:
        '-X|--method -f|--raw-field -F|--field -H|--header --input -q|--jq -t|--template --cache --hostname -p|--preview --output',
    },
    judge(call) {
      const [target] = call.options.operands;
      const method = apiMethod(call);
      const reads = method === 'GET' || method === 'HEAD' || isGraphqlQuery(call);
      const removes = method === 'DELETE' || removesByMutation(call) || opensAccess(call, method);
      const severity = removes ? 'destroy' : reads ? 'read' : 'change';
      return { verb: `api ${method}`, severity, target };
    },
    describe(call, effects) {
      const { options } = call;
      const to = { host: literal(host) };
      for (const file of options.values('--input'))
        effects.sends(file.text === '-' ? (call.stdin ?? { taint: {} }) : effects.reads(file), to);
      for (const field of fieldsOf(call)) sendField(call, effects, field, to);
    },
  };
}

function fieldsOf(call: Call): readonly Value[] {
  return [...call.options.values('-f'), ...call.options.values('-F')];
}

function apiMethod(call: Call): string {
  const hasBody = fieldsOf(call).length > 0 || call.options.has('--input');
  const named = call.options.values('-X').at(-1)?.text;
  return (named ?? (hasBody ? 'POST' : 'GET')).toUpperCase();
}

/** GraphQL is always posted; without a mutation in its text it only reads. */
function isGraphqlQuery(call: Call): boolean {
  if (call.options.operands[0]?.text !== 'graphql' || call.options.has('--input')) return false;
  const queries = fieldsOf(call).filter(({ text }) => text.startsWith('query='));
  return queries.every(({ text, known }) => known && !/^query=@|\bmutation\b/.test(text));
}

/** A mutation of GraphQL is named for what it does (`deleteRef`, `archiveRepository`). */
function removesByMutation(call: Call): boolean {
  if (call.options.operands[0]?.text !== 'graphql') return false;
  return fieldsOf(call).some(({ text }) =>
    /\bmutation\b[\s\S]*\b(?:delete|remove|archive|transfer)[A-Z]/.test(text),
  );
}

/** Who may see the repository, and what guards its branches. */
function opensAccess(call: Call, method: string): boolean {
  if (method === 'GET') return false;
  const path = call.options.operands[0]?.text ?? '';
  if (/\/(?:protection|collaborators|rulesets|keys)(?:\/|$)/.test(path)) return true;
  return fieldsOf(call).some(({ text }) =>
    /^(?:visibility=(?!private)|private=false|archived=true)/.test(text),
  );
}

/** `-F name=@file` is the file's contents. */
function sendField(call: Call, effects: Effects, field: Value, to: { readonly host: Value }): void {
  const content = splitValue(field, '=')?.[1] ?? field;
  if (!content.text.startsWith('@')) effects.sends(streamOfValue(content), to);
  else if (content.text === '@-') effects.sends(call.stdin ?? { taint: {} }, to);
  else effects.sends(effects.reads(withoutPrefix(content, 1)), to);
}

/** Files that go up: `gh gist create FILE`, `gh release upload TAG FILE`. */
function uploads(host: string, skip: number): CommandFacts {
  return {
    options: {
      flags:
        '-p|--public -w|--web --clobber -d|--draft --prerelease --generate-notes --latest --verify-tag --discussion',
      values:
        '-d|--desc -f|--filename -n|--notes -F|--notes-file|--body-file -t|--title -b|--body --target --discussion-category --notes-start-tag -a',
    },
    describe(call, effects) {
      const to = { host: literal(host) };
      const files = call.options.operands.slice(skip);
      for (const file of [...files, ...call.options.values('-F')]) {
        const path = splitValue(file, '#')?.[0] ?? file;
        effects.sends(path.text === '-' ? (call.stdin ?? { taint: {} }) : effects.reads(path), to);
      }
      if (files.length === 0 && skip === 0 && call.stdin !== undefined)
        effects.sends(call.stdin, to);
    },
  };
}

/** A paste: whoever has its address can read it. */
function publishes(host: string): CommandFacts {
  const sends = uploads(host, 0);
  return {
    ...sends,
    describe(call, effects) {
      effects.action('net.connect', { host, port: 443, upload: true });
      sends.describe?.(call, effects);
    },
  };
}

/** Files of a release or a run, under the names they have there. */
const DOWNLOADS: CommandFacts = {
  options: {
    flags: '--clobber --skip-existing',
    values: '-D|--dir -O|--output -p|--pattern -A|--archive -n|--name',
  },
  describe(call, effects) {
    const [file] = call.options.values('-O');
    const folder = call.options.values('-D').at(-1) ?? literal('.');
    if (file === undefined) effects.action('file.write', { file_path: folder, recursive: true });
    else if (file.text !== '-') effects.writes(file, { taint: { remote: 'github.com' } });
  },
};

/** `gh secret set`: the value comes from `-b`, a file of assignments or standard input. */
const SETS_VALUES: CommandFacts = {
  options: {
    flags: '-u|--user --no-store --no-repos-selected',
    values: '-b|--body -f|--env-file -e|--env -o|--org -r|--repos -v|--visibility -a|--app',
  },
  describe(call, effects) {
    for (const file of call.options.values('-f')) if (file.text !== '-') effects.reads(file);
  },
};

/** A command that shows the token, always or with the flag. */
function showsToken(flag?: string): CommandFacts {
  return {
    options: {
      flags: '-t|--show-token -a|--active --secure-storage',
      values: '-h|--hostname -u|--user',
    },
    describe(call, effects) {
      if (flag === undefined || call.options.has(flag)) showToken(effects);
    },
  };
}

function showToken(effects: Effects): void {
  effects.shows('access-token');
}

/** `gh` (GitHub CLI manual). */
const GH: Program = defineTool({
  names: ['gh'],
  summary: 'Command and severity; `api` requests, tokens shown, files uploaded, remote commands',
  options: { flags: '--yes -y --force --web -w', values: '-R|--repo --hostname' },
  depth: 2,
  verbs: {
    'repo|release|issue delete': 'irreversible',
    'repo archive|rename': 'destroy',
    'repo edit|create|fork|sync|unarchive|set-default|deploy-key|autolink|clone': 'change',
    'release|gist|issue|project|cache|label|codespace|cs|run|secret|variable|ssh-key|gpg-key|ext|extension|alias delete|delete-asset|remove|rm':
      'destroy',
    'pr|issue close|merge|create|edit|comment|review|ready|reopen|lock|unlock|pin|unpin|develop|checkout|co|update-branch':
      'change',
    'pr|issue|release|repo|gist|run|workflow|cache|label|org|project|ruleset|rs|secret|variable|codespace|cs|ssh-key|gpg-key|ext|extension|alias|config|search|attestation|at|auth list|ls|view|status|diff|checks|watch|download|verify|get|field-list|item-list|check|logs|ports|search|token|setup-git|trusted-root|browse':
      'read',
    'auth login|logout|refresh|switch|setup-git': 'change',
    'search|status|browse|completion|help|version|attestation|preview|licenses': 'read',
    'secret|variable set': 'change',
    api: 'read',
    'run|workflow run|rerun|enable': 'change',
    'workflow disable': 'destroy',
    'run cancel': 'destroy',
    'issue transfer': 'destroy',
    'project close': 'destroy',
    'codespace|cs stop': 'destroy',

    'run delete': 'destroy',
    'project item-delete|field-delete': 'destroy',
  },
  commands: {
    'repo deploy-key|autolink': {
      options: { flags: '-w|--allow-write', values: '-t|--title' },
      judge({ options }) {
        const [verb, target] = options.operands;
        if (verb?.text === 'delete')
          return { verb: 'repo deploy-key delete', severity: 'destroy', target };
        return verb?.text === 'add'
          ? { verb: 'repo deploy-key add', severity: 'change', target }
          : undefined;
      },
    },
    'repo edit': {
      options: {
        values:
          '--visibility --default-branch -d|--description -h|--homepage --add-topic --remove-topic',
      },
      judge({ options }) {
        const isSeen = options.values('--visibility').some(({ text }) => text !== 'private');
        return isSeen ? { verb: 'repo edit --visibility', severity: 'destroy' } : undefined;
      },
    },
    'repo sync': {
      judge: ({ options }) =>
        options.has('--force') ? { verb: 'repo sync --force', severity: 'destroy' } : undefined,
    },
    'pr close': {
      options: { flags: '-d|--delete-branch', values: '-c|--comment' },
      judge: ({ options }) =>
        options.has('-d')
          ? { verb: 'pr close --delete-branch', severity: 'destroy', target: options.operands[0] }
          : undefined,
    },
    'pr merge': {
      options: {
        flags: '--admin --auto -d|--delete-branch -m|--merge -r|--rebase -s|--squash',
        values: '-b|--body -F|--body-file -t|--subject -A|--author-email --match-head-commit',
      },
      judge: ({ options }) =>
        options.has('--admin') ? { verb: 'pr merge --admin', severity: 'destroy' } : undefined,
    },
    'auth refresh|login': {
      options: { values: '-s|--scopes -h|--hostname -r|--remove-scopes' },
      judge: ({ options }) =>
        options.values('-s').some(({ text }) => /delete_repo|admin:/.test(text))
          ? { verb: 'auth refresh --scopes', severity: 'destroy' }
          : undefined,
    },
    api: apiRequest('api.github.com'),
    'auth token': showsToken(),
    'auth status': showsToken('-t'),
    'gist create|new': publishes('gist.github.com'),
    'secret|variable set': SETS_VALUES,
    'gist edit': {
      options: { values: '-a|--add -f|--filename -r|--remove -d|--desc' },
      describe(call, effects) {
        for (const file of call.options.values('-a'))
          effects.sends(effects.reads(file), { host: literal('gist.github.com') });
      },
    },
    'release create|new|upload': uploads('github.com', 1),
    'release|run download': DOWNLOADS,
    'pr|issue create|comment|new': {
      options: {
        values:
          '-F|--body-file -b|--body -t|--title -B|--base -H|--head -a|--assignee -l|--label -m|--milestone -p|--project -r|--reviewer -T|--template',
        flags: '-d|--draft -f|--fill',
      },
      describe(call, effects) {
        for (const file of call.options.values('-F'))
          if (file.text !== '-')
            effects.sends(effects.reads(file), { host: literal('github.com') });
        for (const body of call.options.values('-b'))
          effects.sends(streamOfValue(body), { host: literal('github.com') });
      },
    },
    'codespace|cs ssh': {
      options: {
        values: '-c|--codespace --profile --server-port',
        flags: '-d|--debug --config',
        stopAtOperand: true,
      },
      describe: (call, effects) =>
        runInherited(call, effects, commandAfter(call), { wrapper: 'gh', elsewhere: true }),
    },
    'extension|ext install|upgrade': {
      describe: (call, effects) =>
        effects.action('package.install', {
          manager: 'gh-extension',
          packages: call.options.operands,
          source: extensionSource(call.options.operands[0]),
        }),
    },
    'alias set': {
      options: { flags: '-s|--shell --clobber' },
      describe(call, effects) {
        const line = call.options.operands[1];
        if (line !== undefined && (call.options.has('-s') || line.text.startsWith('!')))
          effects.line(line.text.startsWith('!') ? withoutPrefix(line, 1) : line, {
            wrapper: 'gh',
          });
      },
    },
  },
});

/** `gh extension install OWNER/REPOSITORY` runs what stands there; GitHub's own are its registry. */
function extensionSource(extension: Value | undefined): string {
  const name = extension?.text.replace(/^https:\/\/github\.com\//, '') ?? '';
  if (!name.includes('/')) return name.startsWith('.') ? 'path' : 'registry';
  return /^(?:github|cli)\//.test(name) ? 'registry' : 'git';
}

/** `glab` (GitLab CLI). */
const GLAB: Program = defineTool({
  names: ['glab'],
  summary: 'Command and severity; `api` requests, tokens shown, files uploaded',
  options: { flags: '-y|--yes -f|--force -w|--web -h', values: '-R|--repo -g|--group' },
  depth: 3,
  verbs: {
    'repo|project delete': 'irreversible',
    'repo|project archive|transfer': 'destroy',
    'repo clone|create|fork|list|view|search|contributors|mirror': 'read',
    'mr|issue|ci|pipeline|release|snippet|variable|label|milestone|schedule|ssh-key|token|cluster|incident|job|runner|user|config|alias list|ls|view|show|status|diff|get|export|trace|lint|approvers|issues|download|events|board':
      'read',
    'mr|issue delete': 'irreversible',
    'release|snippet|variable|label|milestone|schedule|ssh-key|token|deploy-key delete|revoke|rm|remove':
      'destroy',
    'ci|pipeline delete': 'destroy',
    'ci|pipeline cancel': 'destroy',
    'cluster agent delete': 'destroy',
    'repo|project members remove': 'destroy',
    'opentofu state delete': 'irreversible',
    'job artifact delete': 'destroy',
    'ci|pipeline run|retry|trigger|cancel|play': 'change',
    'auth status': 'read',
    'check-update|completion|help|version|duo|changelog': 'read',
    api: 'read',
  },
  secrets: { 'variable get|export': 'ci-variable' },
  commands: {
    api: apiRequest('gitlab.com'),
    'auth status': showsToken('-t'),
    'snippet create': publishes('gitlab.com'),
    'release create|upload': uploads('gitlab.com', 1),
    'config get': {
      describe(call, effects) {
        if (/token/.test(call.options.operands[0]?.text ?? '')) showToken(effects);
      },
    },
  },
});

/** Command lines of code hosts. */
export const CODE_HOST_TOOLS: readonly Program[] = [GH, GLAB];
