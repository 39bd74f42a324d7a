import type { Effects, Program, Taint, Value } from '../../program.ts';
import { asksAlone } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { joinTaint, withoutPrefix } from '../shapes/values.ts';
import { readsSource, writesResult } from './converters.ts';

/** Names of its programs, which `magick` takes for its first word. */
const TOOLS =
  /^(?:convert|mogrify|identify|montage|composite|compare|conjure|stream|import|display)$/;

/** Words that are sizes, colours or numbers rather than names of files. */
const MEASURE =
  /^[\d.%x+@!<>^,:-]+$|^#\w+$|^(?:xc|canvas|gradient|plasma|pattern|rgb|rgba|hsl|null|inline|info|json|mpr|fx)[:(]|^(?:label|caption|pango):(?!@)/;

/**
 * ImageMagick (its "Command-line Processing"): every word may name a picture, with a format before it
 * (`png:a`); `@file` reads a text, `|line` starts a shell, `msl:` is a script, `ephemeral:` deletes.
 */
export const IMAGE_MAGICK: Program = defineProgram({
  names: ['magick', 'convert', 'mogrify', 'identify', 'montage', 'conjure', 'gm'],
  summary: 'Pictures read and written, texts, lines and scripts that names of pictures stand for',
  options: { clusters: false, abbreviations: false },
  describe(call, effects) {
    if (asksAlone(call, '-version', '--version', '-help', '-list')) return;
    const [first, ...rest] = call.args;
    const isNamed = TOOLS.test(first?.text ?? '') && /^(?:magick|gm)$/.test(call.name);
    const tool = isNamed ? (first?.text ?? '') : call.name;
    const words = isNamed ? rest : call.args;
    const onlyReads = tool === 'identify' || tool === 'conjure' || tool === 'mogrify';
    const last = words.at(-1);
    const target = onlyReads || /^-./.test(last?.text ?? '-v') ? undefined : last;
    const names = words.filter(
      (word, index) => word !== target && isName(word.text, words[index - 1]?.text ?? ''),
    );
    const taint = names
      .map((name) => reads(effects, name))
      .reduce((sum: Taint, each) => joinTaint(sum, each), {});
    for (const [index, { text }] of words.entries()) {
      const written = words[index + 1];
      if (/^[-+]write$/.test(text) && written !== undefined) writes(effects, written, taint);
      if (text === '-path' && written !== undefined && tool === 'mogrify')
        effects.action('file.write', { file_path: written, recursive: true });
    }
    if (tool === 'mogrify' && !words.some(({ text }) => text === '-path'))
      for (const name of names) effects.action('file.edit', { file_path: name });
    if (tool === 'conjure') for (const name of names) effects.script({ path: name.text, args: [] });
    if (target !== undefined) writes(effects, target, taint);
    else effects.stdout({ taint });
  },
});

function isName(text: string, before: string): boolean {
  if (/^[-+(]./.test(text) && !text.startsWith('-:')) return false;
  if (/^[-+](?:write|path|list|draw|annotate|format|set|define|font|fill|stroke)$/.test(before))
    return text.startsWith('@');
  return !MEASURE.test(text) && (/[./|@]/.test(text) || text === '-' || /^\w+:/.test(text));
}

/** The name behind a format: `png:a.png`; one letter is a drive. */
function withoutFormat(name: Value): Value {
  const format = /^[A-Za-z][\w-]+:(?!\/\/)/.exec(name.text)?.[0] ?? '';
  return withoutPrefix(name, format.length);
}

function reads(effects: Effects, name: Value): Taint {
  const { text } = name;
  if (text.startsWith('|')) {
    return effects.line(withoutPrefix(name, 1), { wrapper: 'magick' }).taint;
  }
  const bare = withoutFormat(name);
  if (/^ephemeral:/i.test(text)) effects.action('file.delete', { file_path: bare });
  if (/^msl:/i.test(text)) effects.script({ path: bare.text, args: [] });
  if (bare.text === '' || (/^\w+:/.test(text) && /^(?:logo|rose|granite|wizard)$/.test(bare.text)))
    return {};
  const file = bare.text.startsWith('@') ? withoutPrefix(bare, 1) : bare;
  return readsSource(effects, file);
}

function writes(effects: Effects, name: Value, taint: Taint): void {
  if (name.text.startsWith('|')) {
    effects.line(withoutPrefix(name, 1), { wrapper: 'magick', stdin: { taint } });
    return;
  }
  const bare = withoutFormat(name);
  writesResult(effects, bare.text === '' ? { ...bare, text: '-' } : bare, taint);
}
