import {
  nearest,
  type PolicyIssue,
  type PolicyIssueCode,
  type PolicySource,
  readYaml,
  type ValuePath,
  type YamlFile,
} from '@agsec/core/policy';
import type { Config } from './config.ts';

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly issues: readonly PolicyIssue[] };

/** What a value of the configuration may be. */
type Shape =
  | { readonly kind: 'one-of'; readonly values: readonly string[] }
  | { readonly kind: 'number'; readonly least: number }
  | { readonly kind: 'names' }
  | { readonly kind: 'map'; readonly keys: Keys };

type Keys = { readonly [key: string]: Shape };

const MODE: Shape = { kind: 'one-of', values: ['enforce', 'observe', 'halt'] };
const ALLOW_MEANS: Shape = { kind: 'one-of', values: ['pass', 'approve'] };
const REVIEW: Shape = {
  kind: 'map',
  keys: {
    native: { kind: 'one-of', values: ['auto', 'never'] },
    wait: { kind: 'number', least: 0 },
  },
};

const KEYS: Keys = {
  mode: MODE,
  allow_means: ALLOW_MEANS,
  packs: { kind: 'names' },
  audit: {
    kind: 'map',
    keys: { keep_days: { kind: 'number', least: 1 }, max_mb: { kind: 'number', least: 1 } },
  },
  review: REVIEW,
};

/** Keys that only root's configuration has. */
const MANAGED_KEYS: Keys = {
  ...KEYS,
  pin: { kind: 'map', keys: { mode: MODE, allow_means: ALLOW_MEANS, review: REVIEW } },
  grants: { kind: 'one-of', values: ['none', 'own', 'all'] },
};

/**
 * Reads `config.yaml`. Strict, as policies are: a key or value that agsec does not know is an issue
 * with its line and what to write instead. An empty file is an empty configuration. Only root's
 * (`owner: managed`) may pin values and say what grants lift.
 */
export function loadConfig(
  source: PolicySource,
  owner: 'managed' | 'user' | 'project',
): ConfigResult {
  const yaml = readYaml(source);
  if (!yaml.ok) return yaml;
  const check = new ConfigCheck(source.file, yaml.file);
  const value: unknown = yaml.file.value ?? {};
  check.map(value, owner === 'managed' ? MANAGED_KEYS : KEYS, []);
  if (check.issues.length > 0 || !isChecked(value, check))
    return { ok: false, issues: check.issues };
  return { ok: true, config: value };
}

/** The shapes above are those of `Config`; what passed them without an issue is one. */
function isChecked(value: unknown, check: ConfigCheck): value is Config {
  return typeof value === 'object' && check.issues.length === 0;
}

class ConfigCheck {
  readonly issues: PolicyIssue[] = [];
  readonly #file: string;
  readonly #yaml: YamlFile;

  constructor(file: string, yaml: YamlFile) {
    this.#file = file;
    this.#yaml = yaml;
  }

  map(value: unknown, keys: Keys, path: ValuePath): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.#wrong(path, `write keys and values here: ${Object.keys(keys).join(', ')}`);
      return;
    }
    for (const [key, inner] of Object.entries(value)) {
      const shape = Object.hasOwn(keys, key) ? keys[key] : undefined;
      if (shape === undefined) this.#unknownKey(key, Object.keys(keys), [...path, key]);
      else this.#value(inner, shape, [...path, key]);
    }
  }

  #value(value: unknown, shape: Shape, path: ValuePath): void {
    switch (shape.kind) {
      case 'map':
        this.map(value, shape.keys, path);
        break;
      case 'one-of':
        if (typeof value === 'string' && shape.values.includes(value)) return;
        this.#add(path, 'unknown-value', `${path.join('.')} is one of: ${shape.values.join(', ')}`);
        break;
      case 'number':
        if (typeof value === 'number' && value >= shape.least) return;
        this.#wrong(path, `${path.join('.')} is a number, at least ${shape.least}`);
        break;
      case 'names':
        if (Array.isArray(value) && value.every((name) => typeof name === 'string')) return;
        this.#wrong(path, `${path.join('.')} is a list of names, such as [default]`);
        break;
    }
  }

  #unknownKey(key: string, known: readonly string[], path: ValuePath): void {
    const meant = nearest(key, known);
    const remedy =
      meant === undefined ? `write one of: ${known.join(', ')}` : `did you mean ${meant}?`;
    const at = this.#yaml.keyAt(path);
    const message = `agsec has no setting ${JSON.stringify(key)}; ${remedy}`;
    this.issues.push({ file: this.#file, ...at, code: 'unknown-key', message });
  }

  #wrong(path: ValuePath, message: string): void {
    this.#add(path, 'wrong-type', message);
  }

  #add(path: ValuePath, code: PolicyIssueCode, message: string): void {
    this.issues.push({ file: this.#file, ...this.#yaml.at(path), code, message });
  }
}
