import type { Program } from '../../program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { joinValues } from '../shapes/values.ts';
import { defineTool } from './verb-table.ts';

/** Tools of developers that keep something on a server, or something that is not made again. */
export const DEVELOPER_TOOLS: readonly Program[] = [
  // Gitea and Forgejo (tea --help).
  defineTool({
    names: ['tea'],
    options: {
      flags: '-h|--help -v|--version --debug -y|--confirm --force -f',
      values: '-r|--repo -l|--login -R|--remote -o|--output -p|--page --limit|--lm',
    },
    verbs: {
      'repos|repo delete|rm': 'irreversible',
      'releases|release|r delete|rm': 'destroy',
      'releases|release|r assets|asset|a delete|rm': 'destroy',
      'labels|label delete|rm': 'destroy',
      'milestones|milestone|ms delete|rm': 'destroy',
      'organizations|organization|org delete|rm': 'irreversible',
      'branches|branch unprotect': 'destroy',
      'actions secrets|variables delete': 'destroy',
      'webhooks|webhook delete|rm': 'destroy',
      'admin users delete|rm': 'irreversible',
      'logins|login delete|rm': 'change',
      'pulls|pull|pr clean': 'change',
    },
  }),
  // Kamal (kamal help): `remove` takes the application, its containers and their data off a server.
  defineTool({
    names: ['kamal'],
    options: {
      flags: '-v|--verbose -q|--quiet -p|--primary -y|--confirmed -h|--help',
      values: '-d|--destination -c|--config-file -h|--hosts -r|--roles --version -a',
    },
    verbs: {
      remove: 'irreversible',
      'app|proxy|registry remove': 'destroy',
      'app remove_container|remove_containers|remove_image|remove_images': 'destroy',
      'accessory remove': 'irreversible',
      'accessory reboot|stop': 'change',
      'prune all|images|containers': 'change',
      'lock release': 'change',
      'app stop': 'destroy',
      'details|audit|config|docs|version': 'read',
      'app|accessory|proxy logs|details|version|images|containers|stale_containers': 'read',
      'lock|build status|details': 'read',
    },
    secrets: { 'secrets print|fetch|extract': 'access-token' },
    commands: {
      // A shell line in the containers of a server.
      'app|server|accessory exec': {
        options: { flags: '-i|--interactive --reuse', values: '-e|--env', stopAtOperand: true },
        describe(call, effects) {
          const words = call.options.operands;
          if (words.length > 0)
            effects.stdout(effects.line(joinValues(words), { wrapper: 'kamal', elsewhere: true }));
        },
      },
    },
  }),
  // Ollama (ollama --help): `rm` removes models that may have been made here.
  defineTool({
    names: ['ollama'],
    options: {
      flags: '-h|--help -v|--version --verbose --insecure --nowordwrap',
      values: '--format --keepalive -f|--file -q|--quantize --model',
    },
    depth: 1,
    verbs: {
      'list|ls|ps|show|help|serve|start|run|pull|stop': 'read',
      'create|cp|signin|signout|launch': 'change',
      rm: 'destroy',
    },
    commands: {
      push: {
        describe(call, effects) {
          effects.action('package.publish', {
            manager: 'ollama',
            packages: call.options.operands,
          });
        },
      },
      // `ollama launch AGENT -- WORDS` starts a coding agent with a model of this machine.
      launch: {
        options: { flags: '--config', values: '--model', stopAtOperand: true },
        describe(call, effects) {
          const [agent, ...words] = call.options.operands;
          if (agent === undefined) return;
          const at = words.findIndex(({ text }) => text === '--');
          runInherited(call, effects, [agent, ...words.slice(at + 1)], { wrapper: 'ollama' });
        },
      },
    },
  }),
  // Atuin (atuin help): the history of all that was typed, on this machine and on a server.
  defineTool({
    names: ['atuin'],
    options: { flags: '-h|--help -V|--version --delete --delete-it-all --interactive -i -c' },
    depth: 2,
    verbs: {
      '*': 'read',
      search: 'change',
      'import|sync|login|logout|register': 'change',
      'history prune|dedup': 'destroy',
      'account delete': 'irreversible',
      'store purge|rebuild': 'destroy',
    },
    floors: { '--delete': 'destroy', '--delete-it-all': 'irreversible' },
    secrets: { key: 'encryption-key' },
    commands: {
      'init|gen-completions|uuid': {
        describe: (_call, effects) => effects.stdout({ text: '', taint: {} }),
      },
    },
  }),
  // chezmoi (chezmoi help): `destroy` and `purge` take files away where they came from as well.
  defineTool({
    names: ['chezmoi'],
    options: {
      flags: '-h|--help -n|--dry-run -v|--verbose --force --keep-going -a|--apply',
      values: '-S|--source -D|--destination -c|--config --exclude|-x --include|-i',
    },
    depth: 1,
    dryRun: ['-n'],
    verbs: {
      '*': 'change',
      'destroy|purge': 'irreversible',
      'rm|remove|forget': 'change',
    },
  }),
  // llm (llm --help): keys of the services it asks.
  defineTool({
    names: ['llm'],
    options: { flags: '-h|--help --version --json', values: '-m|--model -s|--system -n --value' },
    depth: 2,
    verbs: {
      // What is no command is a prompt.
      '*': 'read',
      'keys set': 'change',
      'collections delete': 'destroy',
    },
    secrets: { 'keys get': 'access-token' },
  }),
  // Conan (conan --help): `remove` takes packages off this machine, with `-r` off a server.
  defineTool({
    names: ['conan'],
    options: {
      flags: '-h|--help -v|--version -c|--confirm -f|--force -l|--lru --dry-run',
      values: '-r|--remote -p|--package-query -s|--settings -o|--options -pr|--profile',
    },
    depth: 2,
    dryRun: ['--dry-run'],
    raises: { '-r': 'irreversible' },
    verbs: {
      '*': 'change',
      remove: 'destroy',
    },
    commands: {
      upload: {
        describe(call, effects) {
          effects.action('package.publish', {
            manager: 'conan',
            packages: call.options.operands,
          });
        },
      },
    },
  }),
];
