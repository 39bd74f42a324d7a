import { compilePolicies, loadPolicies } from '@agsec/core/policy';

/** Policy files as the engine takes them, or `undefined` if they do not load. */
export function compile(files) {
  const loaded = loadPolicies(files.map(({ name, text }) => ({ file: name, text })));
  return loaded.ok ? compilePolicies([{ layer: 'user', policies: loaded.policies }]) : undefined;
}
