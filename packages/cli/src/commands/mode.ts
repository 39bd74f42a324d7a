import type { Command } from 'commander';
import { JSON_OPTION, type Registration } from '../program.ts';

/** `observe`, `enforce`, `halt`, `resume`: the mode of the user's layers. */
export function registerModes({ program, context }: Registration): void {
  add('observe', 'observe', 'log only, block nothing; asks a person at the terminal').summary(
    'log only, block nothing *',
  );
  add('enforce', 'enforce', 'block what the policies deny');
  add('halt', 'halt', 'block every call of every agent');
  add('resume', 'enforce', 'end halt; asks a person at the terminal').summary('end halt *');

  function add(name: string, mode: 'enforce' | 'observe' | 'halt', description: string): Command {
    return program
      .command(name)
      .description(description)
      .option(...JSON_OPTION)
      .action(async (options: { json?: true }) => {
        const { changeMode } = await import('../setup/change-mode.ts');
        changeMode(context, mode, options.json === true);
      });
  }
}
