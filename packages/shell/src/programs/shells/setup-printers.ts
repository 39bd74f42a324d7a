import type { Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';

/** By program, the first words that make it print shell code; none means that it always does. */
const SETUP: { readonly [name: string]: readonly string[] } = {
  antidote: ['init'],
  carapace: [],
  dircolors: [],
  'docker-machine': ['env'],
  fasd: ['--init'],
  jump: ['shell'],
  keychain: [],
  lesspipe: [],
  'lesspipe.sh': [],
  mcfly: ['init'],
  navi: ['widget'],
  'oh-my-posh': ['completion', 'init'],
  'register-python-argcomplete': [],
  'register-python-argcomplete3': [],
  resize: [],
  sheldon: ['completions', 'source'],
  starship: ['completions', 'init'],
  thefuck: ['--alias', '-a'],
  tset: [],
  vfox: ['activate'],
  zoxide: ['init'],
};

function setupPrinter(name: string, words: readonly string[]): Program {
  return defineProgram({
    names: [name],
    summary: 'Printed shell set-up, which may be evaluated',
    options: { stopAtOperand: true },
    describe(call, effects) {
      const first = call.args[0]?.text ?? '';
      if (words.length === 0 || words.includes(first)) effects.stdout({ text: '', taint: {} });
    },
  });
}

/** `ssh-agent`: prints set-up, or runs a command that can reach it. */
const SSH_AGENT: Program = defineProgram({
  names: ['ssh-agent'],
  summary: 'The command it runs; otherwise printed shell set-up',
  options: { flags: '-c -D -d -k -s -T -u -U -V', values: '-a -E -O -P -t', stopAtOperand: true },
  describe(call, effects) {
    const words = call.args.slice(call.options.firstOperand);
    if (words.length === 0) effects.stdout({ text: '', taint: {} });
    else effects.stdout(effects.run(words));
  },
});

/**
 * Programs that print set-up for the shell that evaluates it (`eval "$(starship init bash)"`).
 * Nothing of what they print comes from the line, the network or a secret.
 */
export const SETUP_PRINTERS: readonly Program[] = [
  ...Object.entries(SETUP).map(([name, words]) => setupPrinter(name, words)),
  SSH_AGENT,
];
