import type { Call, Value } from '../../program.ts';
import { joinValues, literal } from '../shapes/values.ts';
import { defineVerb, type GitContext } from './git-verb.ts';
import { isHarmless, runsSettings, settingOf } from './settings.ts';

/** Verbs of the newer form (`git config set NAME VALUE`). */
const NEWER = /^(?:list|get|set|unset|rename-section|remove-section|edit)$/;

/** Settings that hold a token in the clear. */
const TOLD = /extraheader|(?:^|[.-])(?:token|password|oauthtoken|apikey|secret)$/i;

/**
 * `git config`: a setting that is made counts as the setting of a call that uses it, so what it would
 * make git run is read here. A setting that is only read is none. `-f` names another file.
 */
export const CONFIG = defineVerb({
  names: ['config'],
  options: {
    flags:
      '--global --system --local --worktree --get --get-all --get-regexp --get-urlmatch --replace-all --add --append --all --unset --unset-all --rename-section --remove-section -l|--list --fixed-value -e|--edit --get-color --get-colorbool --bool --int --bool-or-int --bool-or-str --path --expiry-date -z|--null --name-only --includes --no-includes --show-origin --show-scope --show-names --regexp --no-type',
    values: '-f|--file --blob -t|--type --default --value --url --comment',
  },
  describe(call, effects, git) {
    const { options } = call;
    const { removes, sets } = changesOf(call);
    for (const file of options.values('-f'))
      if (file.text !== '-')
        effects.action(
          sets !== undefined || removes || options.has('-e') ? 'file.edit' : 'file.read',
          {
            file_path: git.at(file),
          },
        );
    if (sets === undefined && !removes && options.operands.some(({ text }) => TOLD.test(text)))
      effects.action('secret.read', { kind: 'access-token' });
    const config = sets === undefined ? [] : [settingOf(sets)];
    runsSettings(effects, config);
    runsAlias(config, git);
    pushes(config, git);
    const weighty = config.filter((setting) => !isHarmless(setting));
    git.report({ ...(removes ? { delete: true } : {}), config: weighty });
  },
});

type Changes = { readonly sets: Value | undefined; readonly removes: boolean };

function changesOf({ options }: Call): Changes {
  const [first, ...rest] = options.operands;
  const asks = [
    '--get',
    '--get-all',
    '--get-regexp',
    '--get-urlmatch',
    '--get-color',
    '--get-colorbool',
    '-l',
    '-e',
  ].some((key) => options.has(key));
  const removes = ['--unset', '--unset-all', '--remove-section', '--rename-section'].some((key) =>
    options.has(key),
  );
  if (asks || removes || first === undefined) return { sets: undefined, removes };
  if (NEWER.test(first.text)) {
    const [name, value] = rest;
    const removed = /^(?:unset|remove-section|rename-section)$/.test(first.text);
    const isSet = first.text === 'set' && name !== undefined;
    return { sets: isSet ? assignment(name, value) : undefined, removes: removed };
  }
  const [value] = rest;
  return { sets: value === undefined ? undefined : assignment(first, value), removes };
}

function assignment(name: Value, value: Value = literal('')): Value {
  return joinValues([name, value], '=');
}

/** An alias for a git command is read as if it were used: it will be. */
function runsAlias(config: readonly Value[], git: GitContext): void {
  for (const setting of config) {
    const words = setting.text.match(/^alias\.[^=]+=([^!\s][\s\S]*)$/)?.[1];
    if (words !== undefined) git.again(words.split(/\s+/).map((text) => ({ ...setting, text })));
  }
}

/** What is set to be pushed, or forced, without another word is read as the push it will be. */
function pushes(config: readonly Value[], git: GitContext): void {
  for (const setting of config) {
    const remote = /^remote\.(.+?)\.(?:push=|mirror=(?:true|yes|on|1)$)/i.exec(setting.text)?.[1];
    if (remote !== undefined) git.again([literal('push'), literal(remote)], [setting]);
  }
}
