import type { Call, Effects, Program } from '../../program.ts';
import { defineProgram, type OptionList } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { type CommandFacts, defineTool } from './verb-table.ts';

const OPTIONS: OptionList = {
  flags:
    '-b|--become -C|--check -D|--diff -K|--ask-become-pass -k|--ask-pass -J|--ask-vault-pass -o|--one-line --list-hosts --list-tasks ' +
    '--list-tags --syntax-check --step --force-handlers --flush-cache -v|--verbose --version -h --force -S --purge --full --only-if-changed',
  values:
    '-a|--args -B|--background -c|--connection -e|--extra-vars -f|--forks -i|--inventory --become-user --become-method -l|--limit ' +
    '-m|--module-name -M|--module-path -P|--poll --private-key|--key-file -t|--tags|--tree --skip-tags -T|--timeout -u|--user --vault-id ' +
    '--vault-password-file --start-at-task --playbook-dir -U|--url -d|--directory --checkout',
};

const LINE_MODULES =
  /^(?:ansible\.(?:builtin|legacy|windows)\.)?(?:command|shell|raw|win_command|win_shell|script|expect)$/;

function isHarmless(call: Call): boolean {
  const keys = [
    '-C',
    '--list-hosts',
    '--list-tasks',
    '--list-tags',
    '--syntax-check',
    '--version',
    '-h',
  ];
  return asksForHelp(call) || keys.some((key) => call.options.has(key));
}

function reports(
  effects: Effects,
  tool: string,
  verb: string,
  severity: 'read' | 'change' | 'destroy',
  target: Call['args'][number] | undefined,
): void {
  effects.action('infra.execute', {
    tool,
    verb,
    severity,
    destructive: severity === 'destroy',
    target,
  });
}

/** What takes something away, or out of service, by the state that is asked for. */
const ABSENT = /\bstate\s*[=:]\s*["']?(?:absent|stopped|killed)\b/;

/** Modules that restart or end a machine whatever their arguments are. */
const ENDS = /(?:^|\.)(?:win_)?(?:reboot|shutdown)$/;

/** `ansible HOSTS -m MODULE -a ARGS`. */
const ANSIBLE: Program = defineProgram({
  names: ['ansible'],
  summary: 'Module and severity; lines of `command`, `shell` and `raw`',
  options: OPTIONS,
  describe(call, effects) {
    const { options } = call;
    if (isHarmless(call)) return;
    const [hosts] = options.operands;
    const module = options.values('-m').at(-1)?.text ?? 'command';
    const local =
      options.values('-c').some(({ text }) => text === 'local') ||
      hosts?.text === 'localhost' ||
      hosts?.text === '127.0.0.1';
    if (LINE_MODULES.test(module))
      for (const line of options.values('-a'))
        effects.line(line, { wrapper: 'ansible', ...(local ? {} : { elsewhere: true }) });
    const removes = ENDS.test(module) || options.values('-a').some(({ text }) => ABSENT.test(text));
    const reads =
      /(?:^|\.)(?:ping|setup|debug|stat|find|fetch|slurp|gather_facts|service_facts|package_facts)$/.test(
        module,
      );
    reports(effects, 'ansible', module, removes ? 'destroy' : reads ? 'read' : 'change', hosts);
  },
});

/** `ansible-playbook` and `ansible-pull`. */
const PLAYBOOK: Program = defineProgram({
  names: [
    'ansible-playbook',
    'ansible-pull',
    'ansible-navigator',
    'ansible-runner',
    'ansible-console',
  ],
  summary: 'Playbooks run',
  options: OPTIONS,
  describe(call, effects) {
    if (isHarmless(call)) return;
    for (const file of call.options.operands) effects.action('file.read', { file_path: file });
    reports(effects, 'ansible', call.name, 'change', call.options.operands[0]);
  },
});

/** `ansible-vault view` shows a file in the clear; `ansible-config view` shows settings. */
const DECRYPTS: CommandFacts = {
  describe(call, effects) {
    if (call.name === 'ansible-vault') effects.shows('decrypted-data');
  },
};

/** Ansible's other tools, by their verbs. */
const OTHERS: Program = defineTool({
  names: [
    'ansible-galaxy',
    'ansible-vault',
    'ansible-inventory',
    'ansible-config',
    'ansible-doc',
    'ansible-test',
    'ansible-lint',
    'ansible-builder',
    'molecule',
  ],
  summary: 'Verb and severity; decrypted files shown',
  options: OPTIONS,
  depth: 2,
  verbs: {
    'list|view|dump|graph|sanity|units|verify|info|search|init|create|lint|syntax|test|validate|check':
      'read',
    'role|collection list|info|search|verify|init|build': 'read',
    'role|collection remove|delete': 'destroy',
    'decrypt|encrypt|rekey|edit|encrypt_string|install': 'change',
    destroy: 'destroy',
  },
  commands: { 'view|decrypt': DECRYPTS },
});

/** Ansible. */
export const ANSIBLE_TOOLS: readonly Program[] = [ANSIBLE, PLAYBOOK, OTHERS];
