import type { EditOutcome, FileEdit } from '../adapter.ts';
import { insertEntries, type JsonEditOptions, type JsonEntry, removeEntries } from './edit-json.ts';
import { jsonPosition } from './json-position.ts';

/** What a client makes of the text of one of its files. */
export type ReadByClient =
  | {
      readonly ok: true;
      /** Why it drops the file although it can read it; none if it loads it. */
      readonly problems: readonly {
        readonly path: readonly (string | number)[];
        readonly message: string;
      }[];
    }
  /** Not read at all, and why: "is not JSON". */
  | { readonly ok: false; readonly message: string };

export type EditRefusal = EditOutcome & { readonly ok: false };

/** A JSON file of a client's, with our hooks in it. */
export type HooksFile = {
  readonly path: string;
  /** The events our hooks are registered for. */
  readonly events: readonly string[];
  /** Our entries for a file that has `text` now. */
  entries(text: string | undefined): readonly JsonEntry[];
  readonly options: JsonEditOptions;
  readonly noLinksBelow?: string;
  /** Why our hooks, put into a text that is `before` now, would not run from what it became. */
  refusal(after: string, before: string): EditRefusal | undefined;
  /** True if the client loads a text, and our hooks in it are as they are installed. */
  holdsHooks(text: string): boolean;
};

/**
 * What an installation does to a file of hooks: our entries go in, whatever is left of older ones is
 * replaced, and where the client would not run them from there, nothing is changed and it is said why.
 */
export function hooksFileEdit(file: HooksFile): FileEdit {
  const { path, events, options, noLinksBelow } = file;
  return {
    path,
    summary: `add the ${listed(events)} hooks`,
    ...(noLinksBelow === undefined ? {} : { noLinksBelow }),
    apply: (text) => withHooks(text, file),
    remove: (text) => removeEntries(text, file.entries(text), options),
  };
}

function withHooks(text: string | undefined, file: HooksFile): EditOutcome {
  const { options } = file;
  const entries = file.entries(text);
  const added = insertEntries(text, entries, options);
  if (!added.ok) return added;
  const refusal = text === undefined ? undefined : file.refusal(added.text ?? '', text);
  if (refusal !== undefined) return refusal;
  if (file.holdsHooks(added.text ?? '')) return added;
  const cleared = removeEntries(text, entries, options);
  const again = cleared.ok ? insertEntries(cleared.text, entries, options) : cleared;
  if (!again.ok || file.holdsHooks(again.text ?? '')) return again;
  const message = 'The hook of agsec would not run from here. Take out what is left of it.';
  return { ok: false, message };
}

const START = { line: 1, column: 1 } as const;

/**
 * The first thing for which a client drops a file, with its place in the text `before` the change;
 * `undefined` if it loads it. `drops` says what the client does then: "so Codex ignores the whole file".
 */
export function whyDropped(
  read: ReadByClient,
  before: string,
  { dialect }: JsonEditOptions,
  drops: string,
): EditRefusal | undefined {
  const rest = `${drops}. Mend it, then install again.`;
  if (!read.ok) return { ok: false, message: `The file ${read.message}, ${rest}`, ...START };
  const [problem] = read.problems;
  if (problem === undefined) return undefined;
  const position = jsonPosition(before, problem.path, dialect) ?? START;
  const message = `"${problem.path.join('.')}" ${problem.message}, ${rest}`;
  return { ok: false, message, ...position };
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);
}
