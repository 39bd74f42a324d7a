import type { Program } from '../../program.ts';
import { defineAgent } from './coding-agent.ts';

const CLAUDE_SETTINGS = '.claude/settings.json';

/** `claude` (Claude Code CLI reference; the switches that leave hooks out measured with 2.1). */
const CLAUDE = defineAgent({
  names: ['claude', 'claude-code'],
  agent: 'claude-code',
  options: {
    flags:
      '-p|--print -c|--continue -h|--help -v|--version --verbose --bare --safe-mode --ide --chrome --no-chrome ' +
      '--dangerously-skip-permissions --allow-dangerously-skip-permissions --strict-mcp-config --fork-session ' +
      '--include-partial-messages --replay-user-messages --no-session-persistence --restricted ' +
      '--disable-slash-commands --teleport --remote --init --init-only --maintenance',
    values:
      '--settings --setting-sources --permission-mode --permission-prompt-tool --model --fallback-model --output-format ' +
      '--input-format --mcp-config --add-dir --allowedTools|--allowed-tools --disallowedTools|--disallowed-tools --tools ' +
      '--system-prompt --append-system-prompt --system-prompt-file --append-system-prompt-file --agents --agent ' +
      '--session-id --json-schema --max-turns --max-budget-usd --plugin-dir --betas -n|--name --debug-file --effort',
    optional: '-r|--resume -w|--worktree -d|--debug --from-pr',
    abbreviations: false,
  },
  unguarded: [
    '--dangerously-skip-permissions',
    '--allow-dangerously-skip-permissions',
    '--bare',
    '--safe-mode',
    '--settings',
    '--setting-sources',
    '--permission-prompt-tool',
    '--plugin-dir',
  ],
  unguardedValues: { '--permission-mode': /^(?:bypassPermissions|dontAsk)$/ },
  variables: ['CLAUDE_CONFIG_DIR', 'CLAUDE_CODE_SIMPLE'],
  shows: ['setup-token'],
  quiet: [
    'mcp',
    'config',
    'doctor',
    'update',
    'upgrade',
    'install',
    'plugin',
    'plugins',
    'setup-token',
    'auth',
    'migrate-installer',
    'agents',
  ],
  edits: {
    'mcp add': '.claude.json',
    'mcp add-json': '.claude.json',
    'mcp add-from-claude-desktop': '.claude.json',
    'mcp remove': '.claude.json',
    'config set': CLAUDE_SETTINGS,
    'config add': CLAUDE_SETTINGS,
    'config remove': CLAUDE_SETTINGS,
    'plugin install': CLAUDE_SETTINGS,
    'plugin uninstall': CLAUDE_SETTINGS,
    'plugin enable': CLAUDE_SETTINGS,
    'plugin disable': CLAUDE_SETTINGS,
    'plugin marketplace': CLAUDE_SETTINGS,
  },
});

const CODEX_CONFIG = '.codex/config.toml';

/** `codex` (Codex CLI reference). */
const CODEX = defineAgent({
  names: ['codex', 'codex-cli'],
  agent: 'codex',
  options: {
    flags:
      '-h|--help -V|--version --full-auto --dangerously-bypass-approvals-and-sandbox|--yolo --search --oss --json ' +
      '--skip-git-repo-check --last --all --ephemeral --no-alt-screen --dangerously-bypass-hook-trust ' +
      '--ignore-user-config --ignore-rules',
    values:
      '-c|--config -m|--model -p|--profile -s|--sandbox -a|--ask-for-approval -C|--cd -i|--image --add-dir --enable --disable ' +
      '--color --output-schema -o|--output-last-message --local-provider --base --commit --title',
    abbreviations: false,
  },
  unguarded: [
    '--dangerously-bypass-approvals-and-sandbox',
    '--dangerously-bypass-hook-trust',
    '--ignore-user-config',
    '--ignore-rules',
    '--disable',
    '-c',
  ],
  unguardedValues: { '-s': /^danger-full-access$/, '-a': /^never$/ },
  variables: ['CODEX_HOME'],
  quiet: [
    'login',
    'logout',
    'mcp',
    'mcp-server',
    'completion',
    'sandbox',
    'debug',
    'apply',
    'a',
    'features',
    'help',
    'execpolicy',
    'plugin',
    'update',
    'doctor',
  ],
  verbs: ['exec', 'e', 'resume', 'fork', 'review', 'cloud', 'app-server', 'app'],
  edits: {
    'mcp add': CODEX_CONFIG,
    'mcp remove': CODEX_CONFIG,
    'features enable': CODEX_CONFIG,
    'features disable': CODEX_CONFIG,
    'plugin install': CODEX_CONFIG,
    'plugin marketplace': CODEX_CONFIG,
  },
});

/** `cursor-agent` (Cursor CLI reference). */
const CURSOR = defineAgent({
  names: ['cursor-agent', 'agent'],
  agent: 'cursor',
  options: {
    flags:
      '-p|--print -f|--force|--yolo -b|--background -h|--help -v|--version --fullscreen --approve-mcps --trust --cloud -c ' +
      '--stream-partial-output --browser --plan',
    values: '-a|--api-key --output-format -m|--model --mode --sandbox --workspace -H|--header',
    optional: '--resume',
    abbreviations: false,
  },
  unguarded: ['-f', '--approve-mcps', '--trust'],
  unguardedValues: { '--sandbox': /^disabled$/ },
  variables: ['CURSOR_CONFIG_DIR'],
  quiet: [
    'login',
    'logout',
    'status',
    'whoami',
    'mcp',
    'models',
    'ls',
    'update',
    'upgrade',
    'about',
    'help',
    'create-chat',
    'install-shell-integration',
    'uninstall-shell-integration',
  ],
  verbs: ['agent', 'chat', 'resume', 'generate-rule'],
  edits: { 'mcp enable': '.cursor/mcp.json', 'mcp login': '.cursor/mcp.json' },
  prompts: [],
});

/** `cline` (Cline CLI reference): it approves its own tools unless told not to. */
const CLINE = defineAgent({
  names: ['cline'],
  agent: 'cline',
  options: {
    flags:
      '-h|--help -v|--version -y|--yolo --json -a|--act -p|--plan --verbose --thinking --acp --tui --zen',
    values:
      '--config --data-dir --auto-approve -m|--model -P|--provider -k|--key -c|--cwd -t|--timeout -s|--system -i|--id --taskId --worktree --retries',
    abbreviations: false,
  },
  unguarded: ['-y', '--config', '--data-dir'],
  unguardedValues: { '--auto-approve': /^(?!false$)/ },
  variables: ['CLINE_DIR', 'CLINE_DATA_DIR'],
  quiet: ['auth', 'config', 'history', 'h', 'version', 'update', 'mcp', 'help', 'doctor', 'log'],
  verbs: ['task', 't', 'instance', 'i'],
  groups: ['task', 't', 'instance', 'i'],
});

/** `gemini` and its fork `qwen` (Gemini CLI configuration reference). */
const GEMINI = defineAgent({
  names: ['gemini', 'gemini-cli', 'qwen', 'qwen-code', 'agy'],
  agent: 'gemini',
  options: {
    flags:
      '-y|--yolo -h|--help -v|--version -d|--debug -s|--sandbox -a|--all-files --experimental-acp --list-extensions -l ' +
      '--list-sessions --screen-reader --checkpointing --accept-raw-output-risk --raw-output --dangerously-skip-permissions',
    values:
      '-m|--model -p|--prompt -i|--prompt-interactive --approval-mode --policy --admin-policy --allowed-mcp-server-names --allowed-tools ' +
      '-e|--extensions --include-directories -o|--output-format --delete-session --sandbox-image',
    optional: '-r|--resume -w|--worktree',
    abbreviations: false,
  },
  unguarded: ['-y', '--dangerously-skip-permissions', '--policy', '--admin-policy'],
  unguardedValues: { '--approval-mode': /^(?:yolo|auto_edit|auto-edit)$/ },
  variables: ['GEMINI_CLI_HOME', 'GEMINI_CLI_SYSTEM_SETTINGS_PATH'],
  prompts: ['-p', '-i'],
  quiet: [
    'mcp',
    'extensions',
    'plugin',
    'plugins',
    'extension',
    'hooks',
    'hook',
    'skills',
    'skill',
    'help',
    'update',
  ],
  edits: {
    'mcp add': '.gemini/settings.json',
    'mcp remove': '.gemini/settings.json',
    'hooks migrate': '.gemini/settings.json',
  },
});

/** `aider` (aider, "Options reference"). */
const AIDER = defineAgent({
  names: ['aider', 'aider-chat'],
  agent: 'aider',
  options: {
    flags:
      '-h|--help --version --yes|--yes-always -v|--verbose --no-git --auto-commits --no-auto-commits --dry-run --no-auto-lint ' +
      '--auto-test --watch-files --architect --list-models --show-repo-map --commit --lint --test --no-pretty --no-stream',
    values:
      '-m|--message|--msg -f|--message-file --model --api-key --config -c --env-file --read --file --edit-format --lint-cmd --test-cmd --load',
    abbreviations: false,
  },
  unguarded: ['--yes', '--config', '-c', '--env-file', '--load'],
  prompts: ['-m'],
  quiet: [],
});

/** Coding agents that an agent may start from its shell. */
export const AGENTS: readonly Program[] = [CLAUDE, CODEX, CURSOR, CLINE, GEMINI, AIDER];
