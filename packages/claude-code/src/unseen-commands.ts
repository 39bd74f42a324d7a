import { type Fields, field, fieldsOf } from '@agsec/runtime/adapter';
import { hookGroups, isOurs } from './our-hook.ts';

/** Settings that name a program the client starts by itself, without asking a hook. */
const PROGRAM_SETTINGS = [
  'apiKeyHelper',
  'awsAuthRefresh',
  'awsCredentialExport',
  'fileSuggestion',
  'gcpAuthRefresh',
  'otelHeadersHelper',
  'proxyAuthHelper',
  'sshHostCommands',
  'statusLine',
  'subagentStatusLine',
] as const;

/**
 * Variables by which a shell, interpreter, linker or tool is made to run other code than the
 * command says. Those of a settings file reach every tool call (measured with 2.1.328).
 */
const STEERING_VARIABLES: ReadonlySet<string> = new Set(
  (
    'PATH ENV IFS PS4 SHELL SHELLOPTS BASHOPTS BASH_ENV ZDOTDIR PROMPT_COMMAND ' +
    'PAGER EDITOR VISUAL BROWSER SSH_ASKPASS SUDO_ASKPASS CLAUDE_CODE_SHELL CLAUDE_CODE_SHELL_PREFIX ' +
    'NODE_OPTIONS NODE_PATH NODE_REPL_EXTERNAL_MODULE NPM_CONFIG_SCRIPT_SHELL BUN_OPTIONS ' +
    'PYTHONPATH PYTHONHOME PYTHONSTARTUP PYTHONUSERBASE PYTHONBREAKPOINT PYTHONWARNINGS ' +
    'PERL5LIB PERL5OPT PERL5DB RUBYOPT RUBYLIB GEM_HOME GEM_PATH BUNDLE_GEMFILE ' +
    'JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS MAVEN_OPTS GRADLE_OPTS CLASSPATH ' +
    'PHPRC PHP_INI_SCAN_DIR R_PROFILE_USER LUA_PATH LUA_CPATH LUA_INIT ' +
    'RUSTC RUSTC_WRAPPER RUSTC_WORKSPACE_WRAPPER ' +
    'OPENSSL_CONF OPENSSL_MODULES OPENSSL_ENGINES GCONV_PATH GLIBC_TUNABLES'
  ).split(' '),
);

const STEERING_PREFIX = /^(?:LD_|DYLD_|BASH_FUNC_|GIT_)/;

/**
 * What a project's settings bring that runs without any hook being asked, in words; empty if
 * nothing. A hook of another event is a command like any other, and one of PreToolUse may rewrite
 * a call after ours has judged it.
 */
export function unseenCommands(settings: Fields): readonly string[] {
  return [
    ...foreignHooks(settings).map((event) => `a ${event} hook`),
    ...PROGRAM_SETTINGS.filter((name) => isSet(field(settings, name))),
    ...steeringVariables(settings).map((name) => `the variable ${name}`),
    ...enabledPlugins(settings).map((name) => `the plugin ${name}`),
  ];
}

/** Events for which the settings register a hook that is not ours. */
export function foreignHooks(settings: Fields): readonly string[] {
  const events = Object.keys(fieldsOf(field(settings, 'hooks')) ?? {});
  return events.filter((event) =>
    hookGroups(settings, event).some(({ entries }) => entries.some((entry) => !isOurs(entry))),
  );
}

/** Plugins the settings switch on. */
export function enabledPlugins(settings: Fields): readonly string[] {
  const plugins = fieldsOf(field(settings, 'enabledPlugins')) ?? {};
  return Object.keys(plugins).filter((name) => field(plugins, name) !== false);
}

/** Variables of `env` that steer programs. */
export function steeringVariables(settings: Fields): readonly string[] {
  const variables = fieldsOf(field(settings, 'env')) ?? {};
  return Object.keys(variables).filter(
    (name) => STEERING_VARIABLES.has(name.toUpperCase()) || STEERING_PREFIX.test(name),
  );
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
