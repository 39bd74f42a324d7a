import type { Program } from '../../program.ts';
import { defineSubcommands } from '../shapes/subcommands.ts';
import { packageCommand } from './package-action.ts';

const TRUNK: { readonly [verb: string]: 'change' | 'destroy' | 'irreversible' } = {
  'add-owner': 'change',
  delete: 'irreversible',
  deprecate: 'destroy',
  'remove-owner': 'destroy',
};

/** `pod` (CocoaPods guides, "CLI Reference"): `trunk` and `repo` change what others install. */
export const POD: Program = defineSubcommands({
  names: ['pod'],
  summary: 'Installs, publishing, versions taken back',
  options: { flags: '--silent --verbose --no-ansi --allow-root -h', values: '--project-directory' },
  commands: {
    'install|update': packageCommand('package.install', { manager: 'pod' }),
    trunk: {
      options: { flags: '--allow-warnings --skip-tests --synchronous', values: '--swift-version' },
      describe(call, effects) {
        const [verb, target] = call.options.operands;
        if (verb?.text === 'push')
          effects.action('package.publish', { manager: 'pod', packages: [] });
        if (verb === undefined || !/^(?:delete|deprecate|add-owner|remove-owner)$/.test(verb.text))
          return;
        effects.action('infra.execute', {
          tool: 'pod',
          verb: `trunk ${verb.text}`,
          severity: TRUNK[verb.text] ?? 'change',
          destructive: verb.text !== 'add-owner',
          target,
        });
      },
    },
    repo: {
      options: { flags: '--allow-warnings --local-only', values: '--sources --commit-message' },
      describe(call, effects) {
        const [verb] = call.options.operands;
        if (verb?.text === 'push' && !call.options.has('--local-only'))
          effects.action('package.publish', { manager: 'pod', packages: [] });
      },
    },
  },
});
