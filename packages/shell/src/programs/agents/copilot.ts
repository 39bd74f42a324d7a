import { parseOptions } from '../../options.ts';
import type { Call, Effects, Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { defineAgent } from './coding-agent.ts';

/** `copilot` of GitHub (Copilot CLI command reference). */
const AGENT = defineAgent({
  names: ['copilot'],
  agent: 'copilot',
  options: {
    flags:
      '-h|--help -v|--version --allow-all-tools --allow-all|--yolo --allow-all-paths --allow-all-urls --banner --no-color ' +
      '-s|--silent --continue --no-custom-instructions --disable-builtin-mcps --no-ask-user --autopilot --experimental ' +
      '--screen-reader --acp --no-auto-update --trust-folder --share-gist',
    values:
      '-p|--prompt -i|--interactive --model --agent --add-dir --allow-tool --deny-tool --available-tools --excluded-tools ' +
      '--allow-url --deny-url --config-dir --log-dir --log-level --additional-mcp-config --plugin-dir --disable-mcp-server --stream',
    optional: '--resume --share',
    abbreviations: false,
  },
  unguarded: [
    '--allow-all-tools',
    '--allow-all',
    '--allow-all-paths',
    '--allow-all-urls',
    '--config-dir',
    '--plugin-dir',
    '--trust-folder',
  ],
  unguardedValues: { '--allow-tool': /^shell(?:\(\*?\))?$/ },
  variables: ['COPILOT_HOME', 'COPILOT_ALLOW_ALL', 'XDG_CONFIG_HOME'],
  prompts: ['-p', '-i'],
  quiet: ['help', 'login', 'logout', 'update', 'version', 'mcp', 'plugin', 'init', 'auth'],
  edits: {
    'mcp add': '.copilot/mcp-config.json',
    'mcp remove': '.copilot/mcp-config.json',
    'plugin install': '.copilot/config.json',
    'plugin uninstall': '.copilot/config.json',
    'plugin disable': '.copilot/config.json',
  },
});

/** Commands of the other program of this name, AWS Copilot. */
const OF_AWS = /^(?:app|env|svc|job|task|pipeline|deploy|storage|secret|run|docs|completion)$/;

/** Two programs are called `copilot`; their commands tell them apart. */
export const COPILOT: Program = defineProgram({
  names: ['copilot'],
  summary: `${AGENT.summary}; of AWS Copilot verb and severity`,
  options: { stopAtOperand: true },
  describe(call, effects) {
    const [first, second] = call.options.operands;
    if (OF_AWS.test(first?.text ?? '')) deploys(call, effects, `${first?.text} ${second?.text}`);
    else AGENT.describe({ ...call, options: parseOptions(call.args, AGENT.grammar) }, effects);
  },
});

function deploys(call: Call, effects: Effects, verb: string): void {
  if (call.args.some(({ text }) => text === '--help' || text === '-h')) return;
  const destructive = / delete$/.test(verb);
  const reads = / (?:ls|show|status|logs|undefined)$/.test(verb);
  effects.action('infra.execute', {
    tool: 'copilot',
    verb: verb.replace(' undefined', ''),
    severity: destructive ? 'irreversible' : reads ? 'read' : 'change',
    ...(destructive ? { destructive } : {}),
  });
}
