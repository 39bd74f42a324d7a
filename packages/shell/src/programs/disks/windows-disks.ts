import { defineProgram } from '../shapes/define-program.ts';

/** `format X:` of Windows. A word that is no drive is some other program of that name. */
export const FORMAT = defineProgram({
  names: ['format'],
  summary: 'formats a drive of Windows (`system.disk`)',
  options: { abbreviations: false, clusters: false },
  describe(call, effects) {
    if (call.args.some(({ text }) => text === '/?')) return;
    for (const word of call.args)
      if (/^(?:[A-Za-z]:|\\\\[.?]\\)/.test(word.text))
        effects.action('system.disk', { verb: 'format', file_path: word });
  },
});

/** `vssadmin delete shadows`, `wbadmin delete …`, `cipher /w:DIR`: what a restore would need. */
export const WINDOWS_BACKUPS = defineProgram({
  names: ['vssadmin', 'wbadmin', 'cipher'],
  summary: '`delete` and `cipher /w` (`system.disk`)',
  options: { abbreviations: false, clusters: false },
  describe(call, effects) {
    const texts = call.args.map(({ text }) => text.toLowerCase());
    const loses =
      call.name === 'cipher'
        ? texts.some((text) => text.startsWith('/w'))
        : /^(?:delete|resize)$/.test(texts[0] ?? '');
    if (loses) effects.action('system.disk', { verb: 'destroy' });
  },
});
