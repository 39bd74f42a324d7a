import type { Call, Value } from '../../program.ts';
import { isDryRun } from '../shapes/dry-run.ts';
import { defineVerb } from './git-verb.ts';
import { valueOfSetting } from './settings.ts';

/** A time far enough back that what someone may still want is kept (git's own is two weeks). */
function keepsRecent(expire: Value | undefined): boolean {
  return (
    expire === undefined ||
    /^(?:never|false|no)$|(?:week|month|year|fortnight)s?\b/i.test(expire.text)
  );
}

/** `git gc`: throws away commits nothing points to, if `--prune` or a setting says right now. */
export const GC = defineVerb({
  names: ['gc', 'maintenance'],
  options: {
    flags:
      '-q|--quiet --cruft --no-cruft --aggressive --auto --force --keep-largest-pack --no-prune --detach --no-detach',
    values: '--task --schedule --scheduler',
    optional: '--prune',
  },
  describe(call, effects, git) {
    const { options, name } = call;
    const expire = options.values('--prune').at(-1);
    const configured = ['gc.pruneexpire', 'gc.reflogexpire', 'gc.reflogexpireunreachable'].map(
      (key) => valueOfSetting(git.config, key),
    );
    const loses = ![expire, ...configured].every(keepsRecent) && !options.has('--no-prune');
    if (name === 'maintenance' && /^(?:start|register)$/.test(options.operands[0]?.text ?? ''))
      effects.action('system.persist', { verb: 'schedule' });
    git.report({ ...(loses ? { destroys: ['history'] } : {}) });
  },
});

/** `git prune`: throws away every commit nothing points to, unless `--expire` says otherwise. */
export const PRUNE = defineVerb({
  names: ['prune'],
  options: {
    flags: '-n|--dry-run -v|--verbose --progress --exclude-promisor-objects',
    values: '--expire',
  },
  describe(call, _effects, git) {
    const expire = call.options.values('--expire').at(-1);
    const loses = !isDryRun(call, ['-n']) && (expire === undefined || !keepsRecent(expire));
    git.report(loses ? { destroys: ['history'] } : {});
  },
});

/** `git repack -a -d`: packs anew and drops the rest. */
export const REPACK = defineVerb({
  names: ['repack'],
  options: {
    flags:
      '-a -A --cruft -d -f -F -n -q|--quiet -l|--local -b|--write-bitmap-index -i|--delta-islands -k|--keep-unreachable --pack-kept-objects -m|--write-midx',
    values:
      '--cruft-expiration --unpack-unreachable --window --window-memory --depth --threads --max-pack-size --keep-pack -g|--geometric --expire-to --filter --filter-to',
  },
  describe(call, _effects, git) {
    git.report(dropsUnreachable(call) ? { destroys: ['history'] } : {});
  },
});

function dropsUnreachable(call: Call): boolean {
  const { options } = call;
  if (!options.has('-d') || options.has('-k')) return false;
  const expirations = ['--cruft-expiration', '--unpack-unreachable'].map((key) =>
    options.values(key).at(-1),
  );
  const soon = !expirations.every(keepsRecent);
  return options.has('-a') || soon;
}
