import { formatIssue, loadPolicies, type Policy, type PolicySource } from '@agsec/core/policy';
import { type HomeLayout, readSources } from '@agsec/runtime';
import { CliError } from '../context.ts';

/** The files of a person's own layer. Throws `CliError` for one that cannot be read. */
export function ownSources(home: HomeLayout): readonly PolicySource[] {
  const { layers, issues } = readSources({
    key: 'user',
    owner: 'user',
    folders: [{ layer: 'user', path: home.policies, followLinks: true }],
    cacheFolder: home.cache,
  });
  if (issues.length > 0) throw new CliError('policy-issues', issues.map(formatIssue).join('\n'));
  return layers.flatMap(({ sources }) => sources);
}

/** The own layer with some files changed or added. Throws `CliError` if it would not load. */
export function checkOwnLayer(
  home: HomeLayout,
  changed: readonly PolicySource[],
): readonly Policy[] {
  const names = new Set(changed.map(({ file }) => file));
  const others = ownSources(home).filter(({ file }) => !names.has(file));
  const loaded = loadPolicies([...others, ...changed]);
  if (loaded.ok) return loaded.policies;
  // A place in a file that was not written would lead nowhere.
  const lines = loaded.issues.map((issue) =>
    names.has(issue.file) ? issue.message : `${home.policies}/${formatIssue(issue)}`,
  );
  throw new CliError('policy-issues', lines.join('\n'), 'Nothing was changed.');
}
