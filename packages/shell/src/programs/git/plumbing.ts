import type { Value } from '../../program.ts';
import { joinValues, literal, withoutPrefix } from '../shapes/values.ts';
import { defineVerb, isForced } from './git-verb.ts';

/** `git read-tree --reset -u`: a hard reset by another name. */
export const READ_TREE = defineVerb({
  names: ['read-tree'],
  options: {
    flags:
      '--empty -v|--verbose -m --trivial --aggressive --reset -u -i -n|--dry-run --no-sparse-checkout --debug-unpack -q|--quiet',
    values: '--index-output --prefix --exclude-per-directory',
    optional: '--recurse-submodules',
  },
  describe(call, _effects, git) {
    const { options } = call;
    const hard = options.has('--reset') && options.has('-u') && !options.has('-n');
    git.report(hard ? { hard, destroys: ['worktree'] } : {});
  },
});

/** `git checkout-index -f`: writes the index over files. */
export const CHECKOUT_INDEX = defineVerb({
  names: ['checkout-index'],
  options: {
    flags:
      '-a|--all --ignore-skip-worktree-bits -f|--force -q|--quiet -n|--no-create -u|--index -z --stdin --temp',
    values: '--prefix --stage',
  },
  describe(call, _effects, git) {
    const force = isForced(call);
    git.report({
      ...(force ? { force } : {}),
      paths: call.options.operands,
      ...(force && !call.options.has('--prefix') ? { destroys: ['worktree'] } : {}),
    });
  },
});

/** `git for-each-repo --config=KEY COMMAND …`: a git command in other repositories. */
export const FOR_EACH_REPO = defineVerb({
  names: ['for-each-repo'],
  options: { values: '--config', flags: '--keep-going', stopAtOperand: true },
  describe(call, _effects, git) {
    git.report({});
    git.again(call.options.operands);
  },
});

/** `git interpret-trailers --in-place FILE`. */
export const INTERPRET_TRAILERS = defineVerb({
  names: ['interpret-trailers'],
  options: {
    flags: '--in-place --trim-empty --only-trailers --only-input --unfold --parse --no-divider',
    values: '--where --if-exists --if-missing --trailer',
  },
  describe(call, effects, git) {
    const action = call.options.has('--in-place') ? 'file.edit' : 'file.read';
    for (const file of call.options.operands) effects.action(action, { file_path: git.at(file) });
    git.report({ paths: call.options.operands });
  },
});

/** `git merge-file CURRENT BASE OTHER`: writes the first, `-p` prints. */
export const MERGE_FILE = defineVerb({
  names: ['merge-file'],
  options: {
    flags: '-p|--stdout -q|--quiet --diff3 --zdiff3 --ours --theirs --union --object-id',
    values: '-L --marker-size --diff-algorithm',
  },
  describe(call, effects, git) {
    const [current, ...others] = call.options.operands;
    for (const file of others) effects.reads(git.at(file));
    if (current !== undefined)
      effects.action(call.options.has('-p') ? 'file.read' : 'file.edit', {
        file_path: git.at(current),
      });
    git.report({ paths: call.options.operands });
  },
});

/** `git daemon`, `instaweb`: serve the repository to others. */
export const DAEMON = defineVerb({
  names: ['daemon', 'instaweb', 'http-backend', 'upload-pack', 'cvsserver'],
  options: {
    flags:
      '--export-all --reuseaddr --inetd --detach --verbose --informative-errors -l|--local --start --stop --restart',
    values:
      '--port|-p --listen --base-path --user --group --pid-file --access-hook -d|--httpd -m|--module-path -b|--browser',
  },
  describe(call, effects, git) {
    for (const hook of [...call.options.values('--access-hook'), ...call.options.values('-d')])
      effects.line(hook, { wrapper: 'git' });
    if (/^(?:daemon|instaweb)$/.test(call.name) && !call.options.has('--stop'))
      effects.action('net.listen', { port: call.name === 'daemon' ? 9418 : 1234 });
    git.report({});
  },
});

/** `git remote-ext NAME COMMAND`: the transport's own program. */
export const REMOTE_EXT = defineVerb({
  names: ['remote-ext'],
  options: { stopAtOperand: true },
  describe(call, effects, git) {
    const words = call.options.operands.slice(1);
    if (words.length > 0) effects.line(joinValues(words), { wrapper: 'git' });
    git.report({});
  },
});

/** `git subtree push|pull|add`: `push` and `pull` by another name. */
export const SUBTREE = defineVerb({
  names: ['subtree'],
  options: {
    flags: '-q|--quiet -d|--debug --squash --rejoin --ignore-joins',
    values: '-P|--prefix -m|--message -b|--branch --onto --annotate',
  },
  describe(call, _effects, git) {
    const [command, remote, ref] = call.options.operands;
    const pushes = command?.text === 'push';
    git.report({
      ...(remote === undefined || command?.text === 'split' ? {} : { remote }),
      ...(pushes && ref !== undefined ? { branches: [ref] } : {}),
    });
    if (pushes && remote !== undefined && ref !== undefined)
      git.again([literal('push'), remote, splitRef(ref)]);
  },
});

/** `[+][COMMIT:]BRANCH`: what was split off goes to that branch. */
function splitRef(ref: Value): Value {
  if (ref.text.includes(':')) return ref;
  const forced = ref.text.startsWith('+');
  return joinValues(
    [literal(forced ? '+HEAD' : 'HEAD'), forced ? withoutPrefix(ref, 1) : ref],
    ':',
  );
}
