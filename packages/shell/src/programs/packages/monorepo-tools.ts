import type { Program } from '../../program.ts';
import { isDryRun } from '../shapes/dry-run.ts';
import { runInherited } from '../shapes/inherit.ts';
import { defineSubcommands } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';
import { executes } from '../wrappers/executes.ts';
import { packageCommand } from './package-action.ts';

/** Tools that run a command in every package of a repository, and the one that picks a manager. */
export const MONOREPO_TOOLS: readonly Program[] = [
  defineSubcommands({
    names: ['lerna', 'nx'],
    summary: 'The command of `exec`, scripts of `run`, publishing',
    options: {
      values: '--scope --ignore --concurrency -p|--projects -t|--target',
      flags: '--stream --parallel --skip-publish',
    },
    commands: {
      exec: executes({ run: { wrapper: 'lerna' } }),
      publish: packageCommand('package.publish', { manager: 'npm' }),
      release: {
        options: {
          flags: '-d|--dry-run -y|--yes --first-release',
          values: '-p|--projects -g|--groups',
        },
        describe(call, effects) {
          const [step] = call.options.operands;
          const publishes = step === undefined || step.text === 'publish';
          if (publishes && !isDryRun(call, ['-d']) && !call.options.has('--skip-publish'))
            effects.action('package.publish', { manager: 'npm', packages: [] });
        },
      },
    },
  }),
  // `melos publish` only tells what it would do unless it is told not to.
  defineSubcommands({
    names: ['melos'],
    summary: 'The command of `exec`, publishing',
    options: { flags: '-h|--help --verbose', values: '--scope --ignore --concurrency -c' },
    commands: {
      exec: executes({
        options: { values: '-c|--concurrency --scope --ignore --dir-exists --file-exists' },
        run: { wrapper: 'melos' },
      }),
      publish: {
        options: { flags: '-n|--dry-run --no-dry-run -y|--yes -t|--git-tag-version' },
        describe(call, effects) {
          if (call.options.has('--no-dry-run'))
            effects.action('package.publish', { manager: 'pub', packages: [] });
        },
      },
    },
  }),
  // `corepack pnpm …` starts that package manager.
  defineSubcommands({
    names: ['corepack'],
    summary: 'The package manager it starts',
    options: { stopAtOperand: true },
    commands: {},
    otherwise(call, effects, name) {
      if (name === undefined || !/^(?:npm|npx|pnpm|pnpx|yarn|yarnpkg)(?:@|$)/.test(name.text))
        return;
      const program = literal(name.text.replace(/@.*$/, ''), name.taint);
      runInherited(call, effects, [program, ...call.args]);
    },
  }),
];
