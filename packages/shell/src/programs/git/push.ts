import type { Call, Value } from '../../program.ts';
import { isDryRun } from '../shapes/dry-run.ts';
import { unknownValue, withoutPrefix } from '../shapes/values.ts';
import { defineVerb, type GitContext, isForced } from './git-verb.ts';
import { joinTagWords, type Refspec, readRefspec } from './refspec.ts';
import { runsRemotePrograms, runsTransport } from './remote-url.ts';

/**
 * `git push` and its plumbing, which is reported as the push it is. Without a refspec git takes those of
 * `remote.NAME.push`, else the current branch: unknown here.
 */
export const PUSH = defineVerb({
  names: ['push', 'send-pack', 'http-push'],
  options: {
    flags:
      '-v|--verbose -q|--quiet --all|--branches --mirror -d|--delete --tags -n|--dry-run --porcelain -f|--force --force-if-includes --no-force-if-includes --thin --no-thin -u|--set-upstream --progress --no-progress --prune --no-prune --no-verify --verify --follow-tags --no-follow-tags --atomic --no-atomic -4|--ipv4 -6|--ipv6 --no-force-with-lease --no-signed --stdin --helper-status --stateless-rpc -D',
    values: '--repo --recurse-submodules --receive-pack|--exec -o|--push-option --remote',
    optional: '--force-with-lease --signed',
  },
  describe(call, effects, git) {
    const { options } = call;
    const [operand, ...words] = options.operands;
    const remote = operand ?? options.values('--repo').at(-1);
    runsTransport(effects, remote);
    const config = runsRemotePrograms(effects, options.values('--receive-pack'));
    // A dry run asks the other side and changes nothing.
    if (isDryRun(call, ['-n']))
      return git.report({ config, ...(remote === undefined ? {} : { remote }) }, 'push');
    const given = words.length > 0 ? joinTagWords(words) : configuredRefspecs(git.config, remote);
    const facts = factsOf(
      call,
      git,
      given.flatMap((word) => readRefspec(word) ?? []),
    );
    git.report({ ...facts, config, ...(remote === undefined ? {} : { remote }) }, 'push');
  },
});

function factsOf(call: Call, git: GitContext, refspecs: readonly Refspec[]) {
  const { options } = call;
  const mirror = options.has('--mirror') || isMirror(git.config);
  const force = isForced(call) || mirror || refspecs.some((each) => each.force);
  const removes =
    options.has('-d') ||
    (call.name === 'http-push' && options.has('-D')) ||
    options.has('--prune') ||
    mirror ||
    refspecs.some((each) => each.delete);
  return {
    ...(force ? { force } : {}),
    ...(options.has('--force-with-lease') && !options.has('--no-force-with-lease')
      ? { force_with_lease: true }
      : {}),
    ...(removes ? { delete: true } : {}),
    branches: branchesOf(call, mirror, refspecs),
    ...(force || removes ? { destroys: ['remote'] as const } : {}),
  };
}

function branchesOf(
  { options }: Call,
  mirror: boolean,
  refspecs: readonly Refspec[],
): readonly Value[] {
  if (options.has('--all') || mirror) return [unknownValue()];
  if (refspecs.length > 0) return refspecs.map(({ target }) => target);
  // `--tags` alone still pushes what git would push without it.
  return [unknownValue()];
}

/** `remote.NAME.mirror` makes every push one of `--mirror`. */
function isMirror(config: readonly Value[]): boolean {
  return config.some(({ text }) => /^remote\..+\.mirror=(?:true|yes|on|1)$/i.test(text));
}

/** The refspecs of `remote.NAME.push`, of the remote that is pushed to where it is named. */
function configuredRefspecs(config: readonly Value[], remote: Value | undefined): readonly Value[] {
  return config.flatMap((setting) => {
    const [whole, name] = /^remote\.(.+?)\.push=/i.exec(setting.text) ?? [];
    if (whole === undefined) return [];
    if (remote?.known && remote.text !== name) return [];
    return [withoutPrefix(setting, whole.length)];
  });
}
