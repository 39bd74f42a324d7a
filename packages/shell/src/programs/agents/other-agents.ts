import type { Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { literal } from '../shapes/values.ts';
import { defineAgent } from './coding-agent.ts';

/** Other agents that run from a terminal. */
export const OTHER_AGENTS: readonly Program[] = [
  defineAgent({
    names: ['opencode', 'opencode-ai'],
    agent: 'opencode',
    options: {
      flags:
        '-h|--help -v|--version -c|--continue --print-logs --share --dangerously-skip-permissions',
      values:
        '-m|--model -s|--session -p|--prompt --agent --format -f|--file --title --port --hostname --log-level',
      abbreviations: false,
    },
    unguarded: ['--dangerously-skip-permissions'],
    variables: [
      'OPENCODE_CONFIG',
      'OPENCODE_CONFIG_CONTENT',
      'OPENCODE_CONFIG_DIR',
      'OPENCODE_PERMISSION',
    ],
    prompts: ['-p'],
    quiet: [
      'auth',
      'models',
      'upgrade',
      'uninstall',
      'mcp',
      'stats',
      'export',
      'import',
      'session',
      'completion',
      'debug',
    ],
    verbs: ['run', 'serve', 'web', 'acp', 'attach', 'github', 'pr', 'agent'],
    groups: ['agent'],
  }),
  defineAgent({
    names: [
      'amp',
      'droid',
      'crush',
      'auggie',
      'kiro-cli',
      'qchat',
      'goose-cli',
      'codebuddy',
      'iflow',
      'vibe',
      'junie',
    ],
    agent: 'other',
    options: {
      flags:
        '-h|--help -V|--version --dangerously-allow-all --skip-permissions-unsafe -y|--yolo|--yes --trust-all-tools|-a --no-interactive --dangerously-skip-permissions ' +
        '-x|--execute -q|--quiet --allow-indexing --brave',
      values:
        '-m|--model --auto -s|--session-id -o|--output-format --settings-file --mcp-config -f|--file -c|--cwd --trust-tools --agent',
      optional: '-p|--print -r|--resume',
      abbreviations: false,
    },
    unguarded: [
      '--dangerously-allow-all',
      '--skip-permissions-unsafe',
      '--dangerously-skip-permissions',
      '-y',
      '--trust-all-tools',
      '--settings-file',
      '--brave',
    ],
    unguardedValues: { '--auto': /^high$/ },
    variables: ['CRUSH_GLOBAL_CONFIG', 'AMP_SETTINGS_FILE'],
    quiet: [
      'login',
      'logout',
      'mcp',
      'update',
      'version',
      'help',
      'tools',
      'usage',
      'doctor',
      'models',
      'logs',
      'settings',
      'whoami',
      'completion',
      'completions',
      'plugin',
      'dirs',
      'schema',
      'projects',
      'diagnostic',
    ],
    verbs: ['exec', 'run', 'chat', 'threads', 'thread', 't'],
    groups: ['threads', 'thread', 't'],
  }),
  // Amazon Q; `q` alone is also the name of other programs, which have no `chat`.
  defineAgent({
    names: ['q'],
    agent: 'other',
    options: {
      flags: '-h|--help -V|--version -v -a|--trust-all-tools --no-interactive --resume -r',
      values: '--trust-tools --agent --model --profile --prompt',
      abbreviations: false,
    },
    unguarded: ['-a', '--trust-all-tools'],
    startsOnly: ['chat', 'agent'],
    quiet: [],
    verbs: ['chat'],
    groups: ['agent'],
  }),
  // Open Interpreter, OpenHands, Continue, Kimi, Jules, Codebuff, Plandex, Grok, Trae, Qoder.
  defineAgent({
    names: [
      'interpreter',
      'openhands',
      'cn',
      'kimi',
      'jules',
      'codebuff',
      'plandex',
      'pdx',
      'grok',
      'trae-cli',
      'qodercli',
      'rovodev',
    ],
    agent: 'other',
    options: {
      flags:
        '-h|--help -v|--version --auto_run|--auto-run -y|--yes|--yolo --always-approve|--llm-approve --auto --auto-approve ' +
        '--dangerously-skip-permissions --full --auto-exec --print --readonly',
      values:
        '-m|--model -t|--task -f|--file -p|--prompt --config -c|--command --agent --session --repo --profile --mcp-config-file',
      abbreviations: false,
    },
    unguarded: [
      '--auto_run',
      '-y',
      '--always-approve',
      '--auto',
      '--auto-approve',
      '--dangerously-skip-permissions',
      '--full',
      '--auto-exec',
    ],
    prompts: ['-p', '-t', '-c'],
    quiet: [
      'login',
      'logout',
      'version',
      'help',
      'mcp',
      'update',
      'upgrade',
      'models',
      'remote',
      'config',
      'settings',
      'plans',
      'convo',
      'diff',
      'current',
      'ls',
      'completion',
      'info',
      'auth',
    ],
    verbs: ['run', 'serve', 'new', 'task', 'tell', 'chat', 'legacy'],
  }),
  // The editor, and its agent by another way.
  defineProgram({
    names: ['cursor'],
    summary: 'The agent it starts by `agent`',
    options: { stopAtOperand: true },
    describe(call, effects) {
      const [first, ...words] = call.options.operands;
      if (first?.text === 'agent') runInherited(call, effects, [literal('cursor-agent'), ...words]);
    },
  }),
];
