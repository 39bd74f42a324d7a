import { appliesPatch } from '../files/patch.ts';
import { readInputs } from '../files/reading.ts';
import { literal } from '../shapes/values.ts';
import { defineVerb } from './git-verb.ts';
import { runsRemotePrograms, runsTransport } from './remote-url.ts';
import { pathInRevision } from './show.ts';

/** `git archive`: packs a commit, `-o` into a file. */
export const ARCHIVE = defineVerb({
  names: ['archive'],
  options: {
    flags: '--worktree-attributes -v|--verbose -l|--list -0 -1 -9',
    values: '--format --prefix --add-file --add-virtual-file -o|--output --remote --exec --mtime',
  },
  describe(call, effects, git) {
    const { options } = call;
    const [remote] = options.values('--remote');
    runsTransport(effects, remote);
    const config = runsRemotePrograms(effects, options.values('--exec'));
    const [revision, ...paths] = options.operands;
    const inside = revision === undefined ? undefined : pathInRevision(revision);
    const read = [
      ...options.values('--add-file'),
      ...paths,
      ...(inside === undefined ? [] : [inside]),
    ];
    for (const path of read) effects.reads(git.at(path));
    for (const file of options.values('-o'))
      effects.action('file.write', { file_path: git.at(file) });
    git.report({
      config,
      ...(remote === undefined ? {} : { remote }),
      ...(paths.length > 0 ? { paths } : {}),
    });
  },
});

/** `git bundle create FILE`; its other commands read the file. */
export const BUNDLE = defineVerb({
  names: ['bundle'],
  options: {
    flags: '-q|--quiet --progress --all --branches --tags --all-progress',
    values: '--version --since',
  },
  describe(call, effects, git) {
    const [command, file] = call.options.operands;
    if (file !== undefined && file.text !== '-')
      effects.action(command?.text === 'create' ? 'file.write' : 'file.read', {
        file_path: git.at(file),
      });
    git.report(file === undefined ? {} : { paths: [file] });
  },
});

/** `git format-patch`, `bugreport`, `diagnose`: write files below a folder. */
export const FORMAT_PATCH = defineVerb({
  names: ['format-patch', 'bugreport', 'diagnose', 'mailsplit'],
  options: {
    flags:
      '-n|--numbered -N|--no-numbered -s|--signoff --stdout --cover-letter --numbered-files --rfc -k|--keep-subject --no-binary --zero-commit --ignore-if-in-upstream -p|--no-stat -q|--quiet --progress -1 -2 -3 --root',
    values:
      '--suffix --start-number -v|--reroll-count --filename-max-length --cover-from-description --subject-prefix -o|--output-directory --add-header --to --cc --in-reply-to --signature --base --signature-file --interdiff --range-diff --creation-factor --output',
    optional: '--from --attach --inline --thread --mode',
  },
  describe(call, effects, git) {
    const { options } = call;
    for (const file of options.values('--signature-file')) effects.reads(git.at(file));
    const folder = options.values('-o').at(-1) ?? literal('.');
    if (!options.has('--stdout'))
      effects.action('file.write', { file_path: git.at(folder), recursive: true });
    for (const file of options.values('--output'))
      effects.action('file.write', { file_path: git.at(file) });
    git.report({});
  },
});

/** `git apply`: changes files that a patch names, unless it only tells about it. */
export const APPLY = defineVerb({
  names: ['apply'],
  options: {
    flags:
      '--no-add --stat --numstat --summary --check --index -N|--intent-to-add --cached --unsafe-paths --apply -3|--3way --ours --theirs --union -z --ignore-space-change --ignore-whitespace -R|--reverse --unidiff-zero --reject --allow-overlap -v|--verbose -q|--quiet --inaccurate-eof --recount --allow-empty --binary',
    values: '--exclude --include -p --build-fake-ancestor -C --whitespace --directory',
  },
  describe(call, effects, git) {
    const { options } = call;
    const patches = options.operands.map((patch) => (patch.text === '-' ? patch : git.at(patch)));
    const { text } = readInputs(call, effects, patches);
    const tells = ['--stat', '--numstat', '--summary', '--check'].some((key) => options.has(key));
    const strip = Number(options.values('-p').at(-1)?.text ?? 1);
    const folder = git.at(options.values('--directory').at(-1) ?? literal('.'));
    if ((!tells || options.has('--apply')) && !options.has('--cached'))
      appliesPatch(effects, text, folder, strip);
    git.report({});
  },
});
