import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Asks cc-safety-net's public API, whose path is the argument, about each request of standard input. */
const { checkCommand } = await import(pathToFileURL(process.argv[2] ?? '').href);

for (const line of readFileSync(0, 'utf8').trim().split('\n')) {
  const { id, command, cwd, home } = JSON.parse(line);
  process.env.HOME = home;
  process.stdout.write(`${JSON.stringify({ id, kind: kindOf(command, cwd) })}\n`);
}

/** What it throws on counts as stopped: its hook denies then. */
function kindOf(command, cwd) {
  try {
    return checkCommand({ command, cwd }).kind;
  } catch (error) {
    return error instanceof Error ? `error: ${error.message}` : 'error';
  }
}
