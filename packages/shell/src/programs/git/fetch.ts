import type { Call, Value } from '../../program.ts';
import { defineVerb, type GitFacts, isForced } from './git-verb.ts';
import { readRefspec } from './refspec.ts';
import { runsRemotePrograms, runsTransport } from './remote-url.ts';

/**
 * `git fetch`, `pull`, `ls-remote`, `fetch-pack`, `remote-update`: get commits. Only a forced refspec
 * with a branch of this repository as target loses anything.
 */
export const FETCH = defineVerb({
  names: ['fetch', 'pull', 'ls-remote', 'fetch-pack', 'http-fetch'],
  options: {
    flags:
      '-v|--verbose -q|--quiet --all --set-upstream -a|--append --atomic -f|--force -m|--multiple -t|--tags -n|--no-tags --prefetch -p|--prune -P|--prune-tags --dry-run --write-fetch-head -k|--keep -u|--update-head-ok --progress --no-progress --unshallow --refetch --update-shallow -4|--ipv4 -6|--ipv6 --negotiate-only --auto-maintenance --auto-gc --no-auto-gc --show-forced-updates --write-commit-graph --stdin --stat --squash --no-squash --commit --no-commit --edit --no-edit --ff --no-ff --ff-only --verify --no-verify --verify-signatures --autostash --no-autostash --allow-unrelated-histories --refs --get-url --exit-code --symref -h|--heads --no-rebase --no-recurse-submodules',
    values:
      '--upload-pack|--exec --depth --shallow-since --shallow-exclude --deepen --refmap -o|--server-option --negotiation-tip --filter --cleanup -s|--strategy -X|--strategy-option --sort -j|--jobs',
    optional: '--recurse-submodules -r|--rebase --log --signoff -S|--gpg-sign',
  },
  describe(call, effects, git) {
    const [remote] = call.options.operands;
    runsTransport(effects, remote);
    const config = runsRemotePrograms(effects, call.options.values('--upload-pack'));
    const facts = call.name === 'ls-remote' ? remoteOf(remote) : factsOf(call, remote);
    git.report({ ...facts, config });
  },
});

function factsOf(call: Call, remote: Value | undefined): GitFacts {
  const refspecs = call.options.operands.slice(1).filter(({ text }) => text.includes(':'));
  const read = refspecs.flatMap((word) => readRefspec(word) ?? []);
  const forced = isForced(call);
  const local = read.filter(({ target }) => !target.text.startsWith('refs/remotes/'));
  const overwrites = local.some((each) => each.force || forced);
  return {
    ...remoteOf(remote),
    ...(forced || read.some((each) => each.force) ? { force: true } : {}),
    ...(local.length > 0 ? { branches: local.map(({ target }) => target) } : {}),
    ...(overwrites && !call.options.has('--dry-run') ? { destroys: ['refs'] } : {}),
  };
}

function remoteOf(remote: Value | undefined): GitFacts {
  return remote === undefined ? {} : { remote };
}
