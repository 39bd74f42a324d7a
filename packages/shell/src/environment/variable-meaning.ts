import type { Language } from '../contract.ts';

/** What programs do with the value of a variable that makes them run something. */
export type VariableMeaning =
  /** A line for a shell, which the program that runs it may add words to. */
  | { readonly kind: 'line' }
  /** Shown as a prompt: only the substitutions in it run. */
  | { readonly kind: 'prompt' }
  /** One program, by name or path; spaces do not split it. */
  | { readonly kind: 'program' }
  /** A file that is read and run before anything else. */
  | { readonly kind: 'file'; readonly language?: Language }
  /** Native libraries loaded into every program. */
  | { readonly kind: 'libraries' }
  /** Folders in which libraries and modules are looked for before any other. */
  | { readonly kind: 'folders'; readonly language?: Language; readonly loaded?: readonly string[] }
  /** Words put behind a program's name, with words after them that give it nothing else to do. */
  | { readonly kind: 'options'; readonly program: string; readonly rest: readonly string[] }
  /** The value is one word of a call. */
  | { readonly kind: 'argument'; readonly before: readonly string[] }
  /** Settings of the Java machine. */
  | { readonly kind: 'java' }
  /** Settings of a build tool, of which some name the program that runs the compiler. */
  | { readonly kind: 'build' }
  /** A function for bash, as `export -f` hands it on. */
  | { readonly kind: 'function'; readonly name: string }
  /** Any value leaves an interpreter waiting for commands. */
  | { readonly kind: 'interactive'; readonly language: Language };

const LINE: VariableMeaning = { kind: 'line' };
const PROGRAM: VariableMeaning = { kind: 'program' };

/**
 * The meaning of a variable by which programs are made to run code; `undefined` for any other. The
 * facts are from the manual of each program, section "Environment".
 */
export function variableMeaning(name: string): VariableMeaning | undefined {
  return meaningForShells(name) ?? meaningForLanguages(name) ?? meaningForTools(name);
}

function meaningForShells(name: string): VariableMeaning | undefined {
  switch (name) {
    case 'PROMPT_COMMAND':
      return LINE;
    case 'PS0':
    case 'PS1':
    case 'PS2':
    case 'PS4':
      return { kind: 'prompt' };
    case 'BASH_ENV':
    case 'ENV':
    case 'ZDOTDIR':
      return { kind: 'file', language: 'sh' };
    case 'SHELL':
    case 'CONFIG_SHELL':
      return PROGRAM;
    // ld.so(8), dyld(1)
    case 'LD_PRELOAD':
    case 'LD_AUDIT':
    case 'DYLD_INSERT_LIBRARIES':
      return { kind: 'libraries' };
    case 'LD_LIBRARY_PATH':
    case 'DYLD_LIBRARY_PATH':
    case 'DYLD_FRAMEWORK_PATH':
    case 'DYLD_FALLBACK_LIBRARY_PATH':
    case 'GCONV_PATH':
    case 'GIO_EXTRA_MODULES':
      return { kind: 'folders' };
  }
  return undefined;
}

function meaningForLanguages(name: string): VariableMeaning | undefined {
  switch (name) {
    case 'NODE_OPTIONS':
      return { kind: 'options', program: 'node', rest: ['-e', ''] };
    case 'RUBYOPT':
      return { kind: 'options', program: 'ruby', rest: ['-e', ''] };
    case 'PERL5OPT':
      return { kind: 'options', program: 'perl', rest: ['-e', ''] };
    case 'PERL5DB':
      return { kind: 'argument', before: ['perl', '-e'] };
    case 'PYTHONSTARTUP':
      return { kind: 'file', language: 'python' };
    case 'PYTHONINSPECT':
      return { kind: 'interactive', language: 'python' };
    case 'PYTHONPATH':
    case 'PYTHONUSERBASE':
    case 'PYTHONHOME':
      return {
        kind: 'folders',
        language: 'python',
        loaded: ['sitecustomize.py', 'usercustomize.py'],
      };
    case 'PERL5LIB':
    case 'PERLLIB':
      return { kind: 'folders', language: 'perl' };
    case 'RUBYLIB':
      return { kind: 'folders', language: 'ruby' };
    case 'NODE_PATH':
      return { kind: 'folders', language: 'javascript' };
    case 'CLASSPATH':
      return { kind: 'folders' };
    case 'JAVA_TOOL_OPTIONS':
    case '_JAVA_OPTIONS':
    case 'JDK_JAVA_OPTIONS':
    case 'JAVA_OPTS':
    case 'MAVEN_OPTS':
    case 'GRADLE_OPTS':
    case 'SBT_OPTS':
    case 'CATALINA_OPTS':
      return { kind: 'java' };
  }
  return undefined;
}

function meaningForTools(name: string): VariableMeaning | undefined {
  switch (name) {
    case 'EDITOR':
    case 'VISUAL':
    case 'SUDO_EDITOR':
    case 'SYSTEMD_EDITOR':
    case 'KUBE_EDITOR':
    case 'GH_EDITOR':
    case 'GIT_EDITOR':
    case 'GIT_SEQUENCE_EDITOR':
    case 'HGEDITOR':
    case 'SVN_EDITOR':
    case 'PSQL_EDITOR':
    case 'FCEDIT':
    case 'PAGER':
    case 'MANPAGER':
    case 'GIT_PAGER':
    case 'GH_PAGER':
    case 'AWS_PAGER':
    case 'BAT_PAGER':
    case 'DELTA_PAGER':
    case 'PSQL_PAGER':
    case 'SYSTEMD_PAGER':
    case 'BROWSER':
    case 'GH_BROWSER':
    case 'LESSOPEN':
    case 'LESSCLOSE':
    case 'GIT_SSH_COMMAND':
    case 'GIT_EXTERNAL_DIFF':
    case 'GIT_PROXY_COMMAND':
    case 'SVN_SSH':
    case 'CVS_RSH':
    case 'RSYNC_RSH':
    case 'RSYNC_CONNECT_PROG':
    case 'CC':
    case 'CXX':
    case 'CPP':
    case 'HOSTCC':
      return LINE;
    case 'GIT_SSH':
    case 'GIT_ASKPASS':
    case 'SSH_ASKPASS':
    case 'SUDO_ASKPASS':
    case 'RUSTC':
    case 'RUSTDOC':
    case 'RUSTC_WRAPPER':
    case 'RUSTC_WORKSPACE_WRAPPER':
      return PROGRAM;
    case 'MAKEFILES':
      return { kind: 'file' };
    case 'MAKEFLAGS':
    case 'GNUMAKEFLAGS':
    case 'GOFLAGS':
    case 'RUSTFLAGS':
    case 'CARGO_ENCODED_RUSTFLAGS':
      return { kind: 'build' };
    case 'VIMINIT':
    case 'EXINIT':
      return { kind: 'argument', before: ['vim', '-c'] };
    case 'MANOPT':
      return { kind: 'options', program: 'man', rest: ['man'] };
  }
  return meaningOfFamily(name);
}

/** Variables that stand for any setting of a tool. */
function meaningOfFamily(name: string): VariableMeaning | undefined {
  const [, handed] = /^BASH_FUNC_(.+)(?:%%|\(\))$/.exec(name) ?? [];
  if (handed !== undefined) return { kind: 'function', name: handed };
  if (/^CARGO_(?:BUILD_RUSTC|TARGET_\w+_(?:RUNNER|LINKER))/.test(name)) return LINE;
  if (/^ANSIBLE_(?:\w+_PLUGINS|LIBRARY|MODULE_UTILS)$/.test(name)) return { kind: 'folders' };
  const [, setting] = /^npm_config_(\w+)$/i.exec(name) ?? [];
  switch (setting?.toLowerCase()) {
    case 'script_shell':
    case 'shell':
    case 'git':
    case 'node_gyp':
      return PROGRAM;
    case 'editor':
    case 'browser':
    case 'viewer':
      return LINE;
    case 'node_options':
      return meaningForLanguages('NODE_OPTIONS');
  }
  return undefined;
}
