import type { Context } from '../event.ts';
import type { WildcardPart } from '../match/wildcard.ts';

/**
 * What a policy's strings may name, as `${context.home}`. A list (`workspace_roots`) gives one
 * text for each of its elements.
 */
export const PLACEHOLDERS = ['home', 'cwd', 'workspace_roots', 'user'] as const;

/** A string of a policy with its placeholders filled; what was filled in is literal. */
export type FilledText = readonly WildcardPart[];

/** `complete` is false if the event does not know something that a placeholder names. */
export type Filled = { readonly texts: readonly FilledText[]; readonly complete: boolean };

const PLACEHOLDER = /\$\{context\.(home|cwd|workspace_roots|user)\}/;

/** True if the text depends on the event. `homePrefix`: a leading `~/` is the home folder. */
export function hasPlaceholder(text: string, homePrefix: boolean): boolean {
  return PLACEHOLDER.test(text) || (homePrefix && startsWithHome(text));
}

/** Fills the placeholders of one string from an event's context. */
export function fillPlaceholders(text: string, homePrefix: boolean, context: Context): Filled {
  const template = homePrefix && startsWithHome(text) ? `\${context.home}${text.slice(1)}` : text;
  // Split at a capturing group: names stand at the odd places.
  const pieces = template.split(PLACEHOLDER);
  let variants: readonly FilledText[] = [[]];
  for (const [index, piece] of pieces.entries()) {
    if (index % 2 === 0) {
      variants = variants.map((variant) => append(variant, { text: piece, literal: false }));
      continue;
    }
    const values = placeholderValues(piece, context);
    variants = variants.flatMap((variant) =>
      values.map((value) => append(variant, { text: value, literal: true })),
    );
  }
  return { texts: variants, complete: variants.length > 0 };
}

/** The filled text as one string, for what has no special characters. */
export function plainText(filled: FilledText): string {
  return filled.length === 1 ? (filled[0]?.text ?? '') : filled.map(({ text }) => text).join('');
}

function placeholderValues(name: string, context: Context): readonly string[] {
  switch (name) {
    case 'home':
      return context.home === undefined ? [] : [context.home];
    case 'cwd':
      return context.cwd === undefined ? [] : [context.cwd];
    case 'user':
      return context.user === undefined ? [] : [context.user];
    default:
      return context.workspace_roots ?? [];
  }
}

/** A folder filled in before a slash gives up its own, so that `/` makes `/x` and not `//x`. */
function append(variant: FilledText, part: WildcardPart): FilledText {
  const last = variant[variant.length - 1];
  if (last?.literal && last.text.endsWith('/') && part.text.startsWith('/')) {
    return [...variant.slice(0, -1), { text: last.text.slice(0, -1), literal: true }, part];
  }
  return part.text === '' ? variant : [...variant, part];
}

function startsWithHome(text: string): boolean {
  return text === '~' || text.startsWith('~/');
}
