import { posix } from 'node:path';
import type { Value } from '../../program.ts';
import { joinValues, literal } from '../shapes/values.ts';
import { defineVerb } from './git-verb.ts';
import { runsRemotePrograms, runsTransport } from './remote-url.ts';
import { runsSettings, settingOf } from './settings.ts';

/** `git clone`: a template may bring hooks, `-c` settings; both count as settings of the call. */
export const CLONE = defineVerb({
  names: ['clone'],
  options: {
    flags:
      '-v|--verbose -q|--quiet --progress --reject-shallow -n|--no-checkout --bare --mirror -l|--local --no-hardlinks -s|--shared --dissociate --single-branch --no-single-branch --no-tags --tags --shallow-submodules -4|--ipv4 -6|--ipv6 --also-filter-submodules --remote-submodules --sparse',
    values:
      '-j|--jobs --template --reference --reference-if-able -o|--origin -b|--branch -u|--upload-pack --depth --shallow-since --shallow-exclude --separate-git-dir -c|--config --server-option --filter --bundle-uri --revision --ref-format',
    optional: '--recurse-submodules|--recursive',
  },
  describe(call, effects, git) {
    const { options } = call;
    const [address, folder] = options.operands;
    runsTransport(effects, address);
    const programs = runsRemotePrograms(effects, options.values('-u'));
    const config = [
      ...programs,
      ...options.values('-c').map(settingOf),
      ...templates(options.values('--template')),
    ];
    runsSettings(effects, config);
    if (address === undefined) return git.report({ config });
    const target = folder ?? literal(nameOf(address));
    effects.action('file.write', { file_path: git.at(target), recursive: true });
    git.report({ remote: address, paths: [target], config });
  },
});

/** `git init`. */
export const INIT = defineVerb({
  names: ['init', 'init-db'],
  options: {
    flags: '--bare -q|--quiet',
    values: '--template --separate-git-dir -b|--initial-branch --object-format --ref-format',
    optional: '--shared',
  },
  describe(call, effects, git) {
    const [folder] = call.options.operands;
    if (folder !== undefined)
      effects.action('file.write', { file_path: git.at(folder), append: true });
    git.report({
      ...(folder === undefined ? {} : { paths: [folder] }),
      config: templates(call.options.values('--template')),
    });
  },
});

function templates(folders: readonly Value[]): readonly Value[] {
  return folders
    .filter(({ text }) => text !== '')
    .map((folder) => joinValues([literal('init.templatedir'), folder], '='));
}

/** The folder git makes for an address without one: its last part, without `.git` or `.bundle`. */
function nameOf(address: Value): string {
  const path = address.text.replace(/\/+$/, '').replace(/\/?\.git$|\.bundle$/, '');
  return posix.basename(path.slice(path.lastIndexOf(':') + 1)) || '.';
}
