import type { Call, Value } from '../../program.ts';
import { isDryRun } from '../shapes/dry-run.ts';
import { unknownValue } from '../shapes/values.ts';
import { defineVerb, type GitContext, isForced } from './git-verb.ts';
import { joinTagWords, type Refspec, readRefspec } from './refspec.ts';
import { runsRemotePrograms, runsTransport } from './remote-url.ts';

/** `git push` and its plumbing. Without a refspec git takes the current branch: unknown here. */
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
      return git.report({ config, ...(remote === undefined ? {} : { remote }) });
    const refspecs = joinTagWords(words).flatMap((word) => readRefspec(word) ?? []);
    const facts = factsOf(call, git, refspecs);
    git.report({ ...facts, config, ...(remote === undefined ? {} : { remote }) });
  },
});

function factsOf(call: Call, git: GitContext, refspecs: readonly Refspec[]) {
  const { options } = call;
  const mirror = options.has('--mirror');
  const configured = forcedBySettings(git.config);
  const force = isForced(call) || mirror || configured || refspecs.some((each) => each.force);
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
    branches: branchesOf(call, refspecs),
    ...(force || removes ? { destroys: ['remote'] as const } : {}),
  };
}

function branchesOf({ options }: Call, refspecs: readonly Refspec[]): readonly Value[] {
  if (options.has('--all') || options.has('--mirror')) return [unknownValue()];
  if (refspecs.length > 0) return refspecs.map(({ target }) => target);
  // `--tags` alone still pushes what git would push without it.
  return [unknownValue()];
}

/** `remote.NAME.mirror` and a `+` in `remote.NAME.push` force without any option. */
function forcedBySettings(config: readonly Value[]): boolean {
  return config.some(({ text }) =>
    /^remote\..+\.(?:mirror=(?:true|yes|on|1)$|push=\+)/i.test(text),
  );
}
