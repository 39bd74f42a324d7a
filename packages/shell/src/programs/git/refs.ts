import type { Call } from '../../program.ts';
import { literal } from '../shapes/values.ts';
import { defineVerb, isForced } from './git-verb.ts';

/** `git update-ref`: sets or removes a name, with none of the checks of `branch` and `tag`. */
export const UPDATE_REF = defineVerb({
  names: ['update-ref'],
  options: {
    flags: '-d --no-deref --deref -z --stdin --create-reflog --batch-updates',
    values: '-m',
  },
  describe(call, _effects, git) {
    const { options } = call;
    const [ref, value] = options.operands;
    const script = options.has('--stdin') ? (call.stdin?.text ?? 'delete') : '';
    const removes = options.has('-d') || /^\s*delete\b/m.test(script);
    const sets = value !== undefined || /^\s*(?:update|symref-update)\b/m.test(script);
    git.report({
      ...(removes ? { delete: true } : {}),
      ...(ref === undefined ? {} : { branches: [ref] }),
      ...(removes || sets ? { destroys: ['refs'] } : {}),
    });
  },
});

/** `git symbolic-ref`: what HEAD and its like stand for. */
export const SYMBOLIC_REF = defineVerb({
  names: ['symbolic-ref'],
  options: { flags: '-q|--quiet -d|--delete --short --recurse --no-recurse', values: '-m' },
  describe(call, _effects, git) {
    const [, target] = call.options.operands;
    git.report({
      ...(call.options.has('-d') ? { delete: true, destroys: ['refs'] } : {}),
      ...(target === undefined ? {} : { branches: [target] }),
    });
  },
});

/** `git replace`: other contents for an object; `-d` takes that back. */
export const REPLACE = defineVerb({
  names: ['replace'],
  options: {
    flags: '-l|--list -d|--delete -e|--edit -g|--graft --convert-graft-file -f|--force --raw',
    values: '--format',
  },
  describe(call, _effects, git) {
    git.report({
      ...(call.options.has('-d') ? { delete: true } : {}),
      ...(isForced(call) ? { force: true } : {}),
    });
  },
});

/** `git fast-import`: builds history from a stream; `--force` moves branches that would lose commits. */
export const FAST_IMPORT = defineVerb({
  names: ['fast-import'],
  options: {
    flags:
      '--force --quiet --stats --allow-unsafe-features --done --cat-blob-fd --relative-marks --no-relative-marks',
    values:
      '--max-pack-size --big-file-threshold --depth --active-branches --export-marks --import-marks --import-marks-if-exists --export-pack-edges --date-format --rewrite-submodules-from --rewrite-submodules-to',
  },
  describe(call, effects, git) {
    for (const file of [
      ...call.options.values('--export-marks'),
      ...call.options.values('--export-pack-edges'),
    ])
      effects.action('file.write', { file_path: git.at(file) });
    const force = forcedImport(call);
    git.report(force ? { force, destroys: ['refs'] } : {});
  },
});

function forcedImport(call: Call): boolean {
  return isForced(call) || /^feature force$/m.test(call.stdin?.text ?? '');
}

/** `git remote`: `remove` and `prune` drop what a fetch brings back; addresses are kept, not used. */
export const REMOTE = defineVerb({
  names: ['remote'],
  options: {
    flags:
      '-v|--verbose -f --tags --no-tags --add --delete --push --all -n|--dry-run -p|--prune -d|--delete -a|--auto',
    values: '-t -m',
    optional: '--mirror',
  },
  describe(call, _effects, git) {
    const [command, name, address] = call.options.operands;
    const removes = /^(?:remove|rm)$/.test(command?.text ?? '');
    const remote = /^(?:add|set-url)$/.test(command?.text ?? '') ? (address ?? name) : name;
    git.report({
      ...(removes ? { delete: true } : {}),
      ...(remote === undefined ? {} : { remote }),
    });
    // Every push to such a remote is one of `--mirror`.
    const mirrors = call.options.values('--mirror').at(-1)?.text ?? '';
    const isMirror = mirrors === 'push' || (mirrors === '' && call.options.has('--mirror'));
    if (command?.text === 'add' && name !== undefined && isMirror)
      git.again([literal('push'), literal('--mirror'), name]);
  },
});
