import {
  compilePolicies,
  type LayerSource,
  loadPolicies,
  type PolicyIssue,
} from '@agsec/core/policy';
import type { AcceptedSet } from '../policy-store/cache-entry.ts';
import type { ReadSources } from '../policy-store/read-sources.ts';
import type { SourceSet } from '../policy-store/source-set.ts';
import { loadConfig } from '../state/load-config.ts';
import { type PolicyTexts, readAccepted } from './accepted-policies.ts';
import { below } from './current-policies.ts';

/** What the accepted version adds to a set that has changed since. */
export type AcceptedPart = {
  /** Absent: nothing has changed, or nothing was ever accepted. */
  readonly accepted?: AcceptedSet;
  readonly issues: readonly PolicyIssue[];
};

const NOTHING: AcceptedPart = { issues: [] };

const REMEDY = 'a person has to look at the policies and run: agsec policy accept';

/**
 * The version of a set that a person has accepted, compiled, where it is not what stands there now.
 * One that cannot be believed or does not load is an issue: nothing is then known to be wanted.
 */
export function compileAccepted(set: SourceSet, sources: ReadSources): AcceptedPart {
  if (set.accepted === undefined) return NOTHING;
  const found = readAccepted(set.accepted);
  const { accepted: file } = set.accepted;
  if (found.kind === 'absent') return NOTHING;
  if (found.kind === 'forged') {
    return { issues: [issueIn(file, `this was not written by agsec; ${REMEDY}`)] };
  }
  const { texts } = found.policies;
  const now = textsOf(set, sources);
  const before = relevant(set, texts);
  return isSame(now, before) ? NOTHING : compile(set, before, file);
}

function compile(set: SourceSet, texts: PolicyTexts, file: string): AcceptedPart {
  const issues: PolicyIssue[] = [];
  const layers: LayerSource[] = [];
  for (const { layer, path } of set.folders) {
    const loaded = loadPolicies(filesIn(set, texts, path));
    if (loaded.ok) layers.push({ layer, policies: loaded.policies });
    else issues.push(...loaded.issues);
  }
  const name = configName(set);
  const text = name === undefined ? undefined : texts[name];
  const config = text === undefined ? undefined : loadConfig({ file, text }, set.owner);
  if (config?.ok === false) issues.push(...config.issues);
  const [first] = issues;
  if (first !== undefined) {
    const what = `the accepted policies do not load any more (${first.file}: ${first.message})`;
    return { issues: [issueIn(file, `${what}; ${REMEDY}`)] };
  }
  return {
    accepted: {
      layers: compilePolicies(layers).layers,
      config: config?.ok ? config.config : {},
      files: Object.keys(texts).filter((each) => each !== name).length,
    },
    issues: [],
  };
}

/** The files of the set as they stand, under their names below the state folder. */
function textsOf(set: SourceSet, { layers, config }: ReadSources): PolicyTexts {
  const files = layers.flatMap(({ folder, sources }) =>
    sources.map(({ file, text }) => [nameOf(set, `${folder}/${file}`), text] as const),
  );
  const name = configName(set);
  const settings =
    typeof config === 'object' && name !== undefined ? [[name, config.text] as const] : [];
  return Object.fromEntries([...files, ...settings]);
}

/** Of all accepted files those of the set: another agent's overlay is none. */
function relevant(set: SourceSet, texts: PolicyTexts): PolicyTexts {
  const folders = set.folders.map(({ path }) => `${nameOf(set, path)}/`);
  const name = configName(set);
  const entries = Object.entries(texts).filter(
    ([path]) => path === name || folders.some((folder) => isIn(folder, path)),
  );
  return Object.fromEntries(entries);
}

function filesIn(set: SourceSet, texts: PolicyTexts, path: string) {
  const folder = `${nameOf(set, path)}/`;
  return Object.entries(texts)
    .filter(([name]) => isIn(folder, name))
    .map(([name, text]) => ({ file: name.slice(folder.length), text }));
}

function isIn(folder: string, path: string): boolean {
  return path.startsWith(folder) && !path.slice(folder.length).includes('/');
}

function configName(set: SourceSet): string | undefined {
  return set.config === undefined ? undefined : nameOf(set, set.config);
}

function nameOf({ accepted }: SourceSet, path: string): string {
  return accepted === undefined ? path : below(accepted, path);
}

function isSame(one: PolicyTexts, other: PolicyTexts): boolean {
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every((name) => Object.hasOwn(other, name) && one[name] === other[name]);
}

function issueIn(file: string, message: string): PolicyIssue {
  return { file, line: 1, column: 1, code: 'not-accepted', message };
}
