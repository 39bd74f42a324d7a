import * as z from 'zod';
import { fileSchema } from './schema-parts.ts';

/**
 * The JSON Schema (draft 7, which editors know best) of a policy file, made from the definitions
 * that loading uses. It says less than loading checks: patterns, globs and parameters are only
 * judged by `loadPolicies`.
 */
export function policyJsonSchema(): { readonly [key: string]: unknown } {
  const schema = z.toJSONSchema(fileSchema('whole'), {
    target: 'draft-7',
    io: 'input',
  });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'agsec policy',
    description: 'One policy file of agsec, version 1.0 of the language.',
    ...schema,
  };
}
