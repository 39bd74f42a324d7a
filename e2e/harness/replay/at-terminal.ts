import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { agsecCommand } from '../agsec.ts';
import type { World } from '../run-claude.ts';

/**
 * Runs `agsec` at a terminal of its own (`script` makes one), as a person would, and types the code it
 * asks for. Gives all the terminal showed; rejects when it ends with another status than 0.
 */
export function agsecAtTerminal(world: World, ...words: readonly string[]): Promise<string> {
  const { argv, cwd, env } = agsecCommand(world, ...words);
  const line = argv.map((word) => `'${word}'`).join(' ');
  const log = join(world.root, 'typescript');
  const child = spawn('script', ['-qec', line, log], { cwd, env: { ...env }, timeout: 60_000 });
  let shown = '';
  let isAnswered = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    const code = /Type (\d+) to go on: /.exec(shown)?.[1];
    if (code === undefined || isAnswered) return;
    isAnswered = true;
    child.stdin.write(`${code}\n`);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => {
      if (status === 0) resolve(shown);
      else reject(new Error(`agsec ${words.join(' ')}: ${status}\n${shown}`));
    });
  });
}
