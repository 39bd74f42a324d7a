import { posix } from 'node:path';
import { parseOptions } from '../../options.ts';
import type { Call, Effects, OptionGrammar, Value } from '../../program.ts';
import { defineProgram, grammarOf, type OptionList } from '../shapes/define-program.ts';
import { joinValues, literal, splitValue, unknownValue, withoutPrefix } from '../shapes/values.ts';
import { settingsFromEnvironment, tracesToFiles } from './environment.ts';
import type { GitContext, GitFacts, GitVerb } from './git-verb.ts';
import { isIdle, runsSettings, settingOf, valueOfSetting } from './settings.ts';
import { dashedNames, findVerb } from './verbs.ts';

/** Options before the command (git(1)); a value follows `-C` and `-c` as the next word. */
const OPTIONS: OptionList = {
  flags:
    '-p|--paginate -P|--no-pager --bare --no-replace-objects --no-lazy-fetch --no-advice --literal-pathspecs --glob-pathspecs --noglob-pathspecs --icase-pathspecs --no-optional-locks --html-path --man-path --info-path -v|--version -h|--help',
  values:
    '-C -c --git-dir --work-tree --namespace --super-prefix --config-env --list-cmds --attr-source --shallow-file',
  optional: '--exec-path',
  stopAtOperand: true,
  clusters: false,
  abbreviations: false,
};

/** Deepest nesting of aliases and of commands that start others. */
const DEEPEST = 5;

/** `git` with all its global options, aliases of the call and variables. */
export const GIT = defineProgram({
  names: ['git', ...dashedNames()],
  summary:
    'every command by name with `force`, `hard`, `delete`, `branches`, `remote`, `paths`, `config`, `destroys`; what settings, aliases and variables run',
  options: OPTIONS,
  subcommands: true,
  describe(call, effects) {
    const dashed = call.name.startsWith('git-') ? [literal(call.name.slice(4))] : [];
    new GitCall(call, effects).start([...dashed, ...call.args]);
  },
});

class GitCall {
  readonly #call: Call;
  readonly #effects: Effects;
  #depth = 0;

  constructor(call: Call, effects: Effects) {
    this.#call = call;
    this.#effects = effects;
  }

  /** Reads a command line behind the word `git`. */
  start(args: readonly Value[], inherited: readonly Value[] = []): void {
    if (this.#depth > DEEPEST) {
      this.#effects.unknown('too-many');
      return;
    }
    this.#depth += 1;
    const options = parseOptions(args, grammarOf(OPTIONS));
    const verb = args[options.firstOperand];
    const words = args.slice(options.firstOperand + 1);
    const config = [...inherited, ...this.#settings(options)].filter(
      (setting) => !isIdle(setting, verb?.text, words),
    );
    if (inherited.length === 0) {
      runsSettings(
        this.#effects,
        config.filter(({ text }) => !text.startsWith('alias.')),
      );
      tracesToFiles(this.#call.env, this.#effects);
    }
    const asks = ['-h', '-v', '--html-path', '--man-path', '--info-path'].some((key) =>
      options.has(key),
    );
    if (verb !== undefined && !asks) this.#verb(verb, words, config, options.values('-C'));
    this.#depth -= 1;
  }

  #settings(options: ReturnType<typeof parseOptions>): readonly Value[] {
    const fromEnvironment = options
      .values('--config-env')
      .map((word) => this.#settingFromVariable(word));
    const execPath = options
      .values('--exec-path')
      .map((path) => joinValues([literal('exec-path'), path], '='));
    return [
      ...settingsFromEnvironment(this.#call.env),
      ...options.values('-c').map(settingOf),
      ...fromEnvironment,
      ...execPath,
    ];
  }

  /** `--config-env=NAME=VARIABLE`. */
  #settingFromVariable(word: Value): Value {
    const sides = splitValue(word, '=');
    const value = this.#call.env[sides?.[1].text ?? ''] ?? unknownValue();
    return settingOf(joinValues([sides?.[0] ?? word, value], '='));
  }

  #verb(
    verb: Value,
    args: readonly Value[],
    config: readonly Value[],
    folders: readonly Value[],
  ): void {
    if (!verb.known || verb.pattern !== undefined || !/^[\w-]+$/.test(verb.text)) {
      if (!verb.known) this.#effects.unknown('dynamic-command');
      return;
    }
    const knowledge = findVerb(verb.text);
    const alias =
      knowledge === undefined ? valueOfSetting(config, `alias.${verb.text}`) : undefined;
    const context = this.#context(verb.text, args, config, folders);
    if (alias !== undefined) this.#alias(alias, args, config, folders);
    else if (verb.text !== 'help' && args[0]?.text !== '--help') {
      if (knowledge === undefined) context.report({});
      else this.#describe(knowledge, { ...this.#call, name: verb.text, args }, context);
    }
  }

  #describe(knowledge: GitVerb, call: Call, context: GitContext): void {
    if (asksForUsage(call, knowledge.grammar)) return;
    const options = parseOptions(call.args, knowledge.grammar);
    knowledge.describe({ ...call, options }, this.#effects, context);
  }

  /** `!COMMAND` is a shell line that is given the words; anything else more words for git. */
  #alias(
    alias: Value,
    args: readonly Value[],
    config: readonly Value[],
    folders: readonly Value[],
  ): void {
    if (alias.text.startsWith('!')) {
      const command = joinValues([withoutPrefix(alias, 1), literal('"$@"')]);
      this.#effects.line(command, { wrapper: 'git', positional: [literal('git'), ...args] });
      return;
    }
    const words = alias.text.split(/\s+/).filter((word) => word !== '');
    const moved = folders.flatMap((folder) => [literal('-C'), folder]);
    const expanded = words.map((text) => ({ ...alias, text: unquoted(text) }));
    this.start([...moved, ...expanded, ...args], config);
  }

  #context(
    verb: string,
    args: readonly Value[],
    config: readonly Value[],
    folders: readonly Value[],
  ): GitContext {
    const { env, cwd } = this.#call;
    const options = parseOptions(this.#call.args, grammarOf(OPTIONS));
    const workTree = options.values('--work-tree').at(-1) ?? env['GIT_WORK_TREE'];
    const gitDir = options.values('--git-dir').at(-1) ?? env['GIT_DIR'];
    const moves = workTree === undefined ? folders : [...folders, workTree];
    const place = placeOf(
      cwd,
      gitDir === undefined || workTree !== undefined ? moves : [...folders, parentOf(gitDir)],
    );
    return {
      config,
      at: (path) => moves.reduceRight((inner, folder) => below(folder, inner), path),
      report: (facts: GitFacts, as = verb) => {
        const settings = [...config, ...(facts.config ?? [])];
        this.#effects.action(`git.${as}`, {
          ...facts,
          ...(args.length > 0 ? { args } : {}),
          ...(settings.length > 0 ? { config: settings } : { config: undefined }),
          ...(moves.length > 0 || gitDir !== undefined ? { cwd: place } : {}),
        });
      },
      again: (words, more = []) => {
        const moved = folders.flatMap((folder) => [literal('-C'), folder]);
        this.start([...moved, ...words], [...config, ...more]);
      },
    };
  }
}

/** Commands that take `--help` anywhere as asking for their usage, and then do nothing else. */
const TELLS_USAGE =
  /^(?:am|branch|checkout|cherry-pick|clean|clone|commit|fetch|filter-repo|gc|init|lfs|maintenance|merge|mv|notes|prune|pull|push|rebase|reflog|remote|repack|replace|reset|restore|revert|rm|stash|switch|symbolic-ref|tag|update-ref|worktree)$/;

/**
 * `-h` asks for the usage as the only word, `--help-all` and most often `--help` anywhere, unless an
 * option that is not known stands beside it and may take it for its value.
 */
function asksForUsage({ name, args }: Call, grammar: OptionGrammar): boolean {
  if (args.length === 1 && args[0]?.text === '-h') return true;
  if (!args.some(({ text }) => text === '--help' || text === '--help-all')) return false;
  const options = { ...grammar.options, '--help': 'flag', '--help-all': 'flag' };
  const read = parseOptions(args, { ...grammar, options });
  if (read.has('--help-all')) return true;
  return TELLS_USAGE.test(name) && read.has('--help') && read.unknownOptions.length === 0;
}

function unquoted(word: string): string {
  return word.replace(/^(["'])([\s\S]*)\1$/, '$2');
}

/** A path seen from outside a folder. */
function below(folder: Value, path: Value): Value {
  if (/^[/~]/.test(path.text)) return path;
  return joinValues([folder, path], folder.text.endsWith('/') ? '' : '/');
}

/** The folder whose repository git works on, for the runtime to find the branch. */
function placeOf(cwd: string | undefined, moves: readonly Value[]): Value {
  let place = cwd;
  for (const { text, known } of moves) {
    if (!known || (place === undefined && !text.startsWith('/'))) return unknownValue();
    place = posix.resolve(place ?? '/', text);
  }
  return place === undefined ? unknownValue() : literal(place);
}

/** `/r/.git` lies in the repository's folder; a bare repository is its own. */
function parentOf(gitDir: Value): Value {
  const parent = gitDir.text.replace(/\/?\.git\/*$/, '');
  return { ...gitDir, text: parent === '' ? '.' : parent };
}
