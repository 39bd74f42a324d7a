import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { keysOf } from './fields.ts';
import { policyJsonSchema } from './json-schema.ts';
import { loadPolicies } from './load-policies.ts';
import { fileSchema, ruleSchema, statementSchema } from './schema-parts.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/** zod reads the schema back, so that the file itself is what is tested. */
function validator(): z.ZodType {
  return z.fromJSONSchema(JSON.parse(readFileSync(`${ROOT}policies/policy.schema.json`, 'utf8')));
}

describe('policies/policy.schema.json', () => {
  it('is what the definitions say: run "npm run schema" after a change', () => {
    const written: unknown = JSON.parse(readFileSync(`${ROOT}policies/policy.schema.json`, 'utf8'));
    expect(written).toEqual(policyJsonSchema());
  });

  it('has exactly the keys that loading knows and messages speak of', () => {
    const keys = (schema: z.ZodObject) => Object.keys(schema.shape);
    expect(keys(fileSchema('whole'))).toEqual(keysOf('file'));
    expect(keys(statementSchema('whole'))).toEqual(keysOf('statement'));
    expect(keys(ruleSchema())).toEqual(keysOf('rule'));
  });

  it('takes the policies that are published', () => {
    const folder = `${ROOT}policies/default/`;
    const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const parsed = validator().safeParse(parse(readFileSync(folder + file, 'utf8')));
      expect(parsed.success, file).toBe(true);
    }
  });

  it.each([
    'statements: [{ sid: A, effect: dney, actions: ["*"] }]',
    'statements: [{ sid: A, effect: deny, action: ["*"] }]',
    'statements: [{ sid: A, effect: deny, actions: ["*"], conditions: { file_path: /x } }]',
    'statements: [{ sid: A, effect: deny, actions: ["*"], conditions: { params.x: { op: regx, value: y } } }]',
    'statements: [{ sid: A, effect: deny, actions: ["*"], conditions: { params.x: { op: in, value: y } } }]',
    'statements: [{ sid: A, effect: deny, actions: ["file.{a,b}"] }]',
    'version: "2.0"\nstatements: []',
  ])('refuses what does not load: %s', (text) => {
    expect(loadPolicies([{ file: 'p.yaml', text }]).ok).toBe(false);
    expect(validator().safeParse(parse(text)).success).toBe(false);
  });
});
