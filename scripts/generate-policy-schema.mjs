// Writes policies/policy.schema.json from the definitions of the policy language. Needs a build of @agsec/core.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { policyJsonSchema } from '@agsec/core/policy';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const path = join(root, 'policies', 'policy.schema.json');

writeFileSync(path, `${JSON.stringify(policyJsonSchema(), null, 2)}\n`);
execFileSync('npx', ['biome', 'format', '--write', path], { cwd: root, stdio: 'inherit' });
