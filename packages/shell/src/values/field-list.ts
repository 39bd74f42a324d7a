import type { Taint, Value } from '../program.ts';
import { splitFields } from './split-fields.ts';
import { CLEAN, joinTaints } from './taint.ts';
import { escapeGlob, patternOf, unknownValue } from './value.ts';

/** What adding part of a value needs to know of it. */
type Piece = Omit<Value, 'text' | 'pattern'> & { readonly pattern?: string | undefined };

type Draft = {
  text: string;
  pattern: string;
  live: boolean;
  known: boolean;
  splits: boolean;
  /** A quote, or text that came from one, keeps an empty field alive. */
  quoted: boolean;
  taint: Taint;
};

/** Builds the fields one word expands to, piece by piece, as bash does after brace expansion. */
export class FieldList {
  readonly #fields: Value[] = [];
  #draft: Draft | undefined;

  /** Text from the source that nothing more happens to. */
  addText(text: string, quoted: boolean): void {
    const draft = this.#current();
    draft.text += text;
    draft.pattern += escapeGlob(text);
    if (quoted || text !== '') draft.quoted = true;
  }

  /** A live glob of the source; `text` as written, `pattern` as it matches. */
  addGlob(text: string, pattern = text): void {
    const draft = this.#current();
    draft.text += text;
    draft.pattern += pattern;
    draft.live = true;
    draft.quoted = true;
  }

  /** An expansion within double quotes, or where words are not split. */
  addWhole(value: Value): void {
    const draft = this.#current();
    this.#append(draft, value.text, patternOf(value), value);
    draft.quoted = true;
  }

  /** An expansion without quotes: split at IFS, its glob characters live. */
  addSplit(value: Value, separators: string | undefined): void {
    if (separators === undefined) this.#addUnsure(unknownValue(value.taint), '');
    else if (!value.known) this.#addUnsure(value, separators);
    else if (value.text !== '') this.#addFields(value, separators);
  }

  #addFields(value: Value, separators: string): void {
    const { text } = value;
    const fields = splitFields(text, separators);
    const [first] = fields;
    if (first === undefined || first.start > 0) this.endField();
    fields.forEach((field, index) => {
      if (index > 0) this.endField();
      const piece = text.slice(field.start, field.end);
      const draft = this.#current();
      this.#append(draft, piece, livePattern(piece), value);
      draft.live ||= /[*?[]/.test(piece);
      // Separators that are not blanks make empty fields, which stay.
      draft.quoted = true;
    });
    const last = fields.at(-1);
    if (last !== undefined && last.end < text.length) this.endField();
  }

  /** `"$@"` and its like: each word a field of its own. */
  addList(words: readonly Value[], rest: Taint | undefined, add: (word: Value) => void): void {
    words.forEach((word, index) => {
      if (index > 0) this.endField();
      add(word);
    });
    if (rest === undefined) return;
    const draft = this.#current();
    draft.known = false;
    draft.splits = true;
    draft.live = true;
    draft.taint = joinTaints(draft.taint, rest);
    draft.quoted = true;
    draft.text += '*';
    draft.pattern += '*';
  }

  endField(): void {
    const draft = this.#draft;
    this.#draft = undefined;
    if (draft === undefined || (!draft.quoted && draft.text === '')) return;
    this.#fields.push(finished(draft));
  }

  finish(): readonly Value[] {
    this.endField();
    return this.#fields;
  }

  /** A value with unknown parts: the known blanks in it still split, the rest may. */
  #addUnsure(value: Value, separators: string): void {
    const fields = splitFields(value.text, separators);
    const aligned = patternUnits(patternOf(value));
    const usable = aligned.length === value.text.length ? aligned : undefined;
    fields.forEach((field, index) => {
      if (index > 0) this.endField();
      const text = value.text.slice(field.start, field.end);
      const pattern = usable?.slice(field.start, field.end).join('') ?? '*';
      const draft = this.#current();
      draft.quoted = true;
      if (usable !== undefined && value.pattern !== undefined && !/[*?[]/.test(bare(pattern))) {
        // No part of this field is unknown.
        this.#append(draft, text, pattern, { ...value, known: true, pattern: undefined });
        return;
      }
      this.#append(draft, text, pattern, value);
      draft.splits = true;
    });
  }

  #append(draft: Draft, text: string, pattern: string, value: Piece): void {
    draft.text += text;
    draft.pattern += pattern;
    draft.live ||= value.pattern !== undefined;
    draft.known &&= value.known;
    draft.splits ||= value.splits ?? false;
    draft.taint = joinTaints(draft.taint, value.taint);
  }

  #current(): Draft {
    this.#draft ??= {
      text: '',
      pattern: '',
      live: false,
      known: true,
      splits: false,
      quoted: false,
      taint: CLEAN,
    };
    return this.#draft;
  }
}

function finished({ text, pattern, live, known, splits, taint }: Draft): Value {
  return {
    text,
    known,
    ...(live ? { pattern } : {}),
    ...(splits ? { splits } : {}),
    taint,
  };
}

/** Glob characters of an expansion are live; a backslash in it stands for itself. */
function livePattern(text: string): string {
  return text.replaceAll('\\', '\\\\');
}

/** A pattern without what is escaped in it. */
function bare(pattern: string): string {
  return pattern.replace(/\\[\s\S]/g, '');
}

function patternUnits(pattern: string): readonly string[] {
  return pattern.match(/\\[\s\S]|[\s\S]/g) ?? [];
}
