import { once } from '@agsec/core/internal';

const TAG = /^\[redacted:[a-z0-9-]+\]$/;
const MASK = /^[*xX.•_#-]*$/;
const REFERENCE =
  /^(?:\$[A-Z_][A-Z0-9_]*|\$\{[^}]*\}|\$\([^)]*\)|\$\{\{.*\}\}|\{\{.*\}\}|%[A-Za-z_][A-Za-z0-9_]*%|<[^>]*>|`[^`]*`|\$env:[A-Za-z_]\w*|@[A-Za-z_]\w*@?)$/;
const CODE_REFERENCE =
  /^(?:process\.env|import\.meta\.env|os\.environ|ENV|env|secrets|vars|var)[.[(]/;
const emptyWords = once(
  () =>
    new Set(
      'true false null none nil undefined yes no on off required optional string number boolean'.split(
        ' ',
      ),
    ),
);

/**
 * Whether a value only stands for a secret: already redacted, masked, a variable, a template, a
 * word that says there is none.
 */
export function isPlaceholder(value: string): boolean {
  const bare = value.trim();
  return (
    MASK.test(bare) ||
    TAG.test(bare) ||
    REFERENCE.test(bare) ||
    CODE_REFERENCE.test(bare) ||
    emptyWords().has(bare.toLowerCase())
  );
}
