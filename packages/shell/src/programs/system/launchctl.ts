import type { Call, Effects } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { isSecretVariable } from '../secrets/variable-name.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { dumpEnvironment } from '../wrappers/env.ts';

/** `launchctl VERB …` of macOS (launchctl(1)). Verbs that only tell report nothing. */
export const LAUNCHCTL = defineProgram({
  names: ['launchctl'],
  summary: '`load`, `bootstrap`, `enable`, `submit` (`system.persist`), `bootout`, `kill` …',
  options: { stopAtOperand: true, abbreviations: false },
  describe(call, effects) {
    const [verb, ...words] = call.options.operands;
    if (onlyInforms(call) || verb === undefined) return;
    const operands = words.filter(({ text }) => !text.startsWith('-'));
    switch (verb.text) {
      case 'load':
      case 'bootstrap':
      case 'enable':
      case 'submit':
      case 'setenv':
      case 'config':
        return persists(call, effects);
      case 'unload':
      case 'bootout':
      case 'disable':
      case 'remove':
      case 'stop':
      case 'kill':
      case 'unsetenv':
        effects.action('system.service', { verb, target: operands.at(-1), destructive: true });
        return;
      case 'start':
      case 'kickstart':
      case 'attach':
      case 'debug':
      case 'limit':
        if (verb.text === 'limit' && operands.length < 2) return;
        effects.action('system.service', { verb, target: operands.at(-1) });
        return;
      case 'reboot':
        effects.action('system.power', { verb: 'reboot' });
        return;
      case 'export':
        return dumpEnvironment(effects);
      case 'getenv':
        if (operands.some(({ text, known }) => !known || isSecretVariable(text)))
          dumpEnvironment(effects);
        return;
      case 'asuser':
      case 'bsexec':
        runInherited(call, effects, words.slice(1), { wrapper: 'launchctl' });
    }
  },
});

function persists(call: Call, effects: Effects): void {
  const [verb, ...words] = call.options.operands;
  const operands = words.filter(({ text }) => !text.startsWith('-'));
  const files = operands.filter(({ text }) => text.includes('/') && /\.plist$|\*/.test(text));
  for (const file of files)
    effects.action('system.persist', { verb: verb?.text ?? '', file_path: file });
  if (files.length === 0) effects.action('system.persist', { verb: verb?.text ?? '' });
  if (verb?.text !== 'submit') return;
  const command = words.findIndex(({ text }) => text === '--');
  if (command >= 0) effects.run(words.slice(command + 1), { wrapper: 'launchctl' });
}
