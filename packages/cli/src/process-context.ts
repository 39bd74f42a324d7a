import { once } from 'node:events';
import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { type CliContext, CliError } from './context.ts';
import { ancestorPrograms } from './human/ancestors.ts';

/** The context of this very process. */
export function processContext(): CliContext {
  return {
    environment: process.env,
    cwd: process.cwd(),
    out: (text) => write(1, text),
    err: (text) => write(2, text),
    isTerminal: process.stdout.isTTY === true,
    // A terminal that does not tell has 0.
    width: process.stdout.columns || 80,
    readInput,
    ancestors: () => ancestorPrograms(process.ppid),
    askAtTerminal,
    keyAtTerminal,
  };
}

/** Writes all of it, also to a slow pipe. A reader that went away ends the process quietly. */
function write(descriptor: 1 | 2, text: string): void {
  let rest = Buffer.from(text, 'utf8');
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EPIPE') process.exit(process.exitCode ?? 0);
      if (code !== 'EAGAIN') throw error;
    }
  }
}

async function* readInput(): AsyncGenerator<Uint8Array> {
  // Node takes a folder for an empty input.
  if (fstatSync(0).isDirectory())
    throw new CliError('unreadable-input', 'Standard input is a folder, which cannot be read.');
  for await (const chunk of process.stdin) {
    yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  }
}

function openTerminal(): number | undefined {
  try {
    return openSync('/dev/tty', 'r+');
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

async function keyAtTerminal(question: string): Promise<string | undefined> {
  const descriptor = openTerminal();
  if (descriptor === undefined) return undefined;
  const terminal = new ReadStream(descriptor);
  // Before the question: who answers it at once with Ctrl-C would end the process else.
  terminal.setRawMode(true);
  try {
    writeSync(descriptor, question);
    const [bytes]: unknown[] = await once(terminal, 'data');
    const key = Buffer.isBuffer(bytes) ? bytes.toString('utf8') : '';
    return END_KEYS.has(key) ? 'q' : key;
  } finally {
    terminal.setRawMode(false);
    // Closes the descriptor, too.
    terminal.destroy();
  }
}

/** Ctrl-C, Ctrl-D and Escape. */
const END_KEYS = new Set(['\x03', '\x04', '\x1b']);

function askAtTerminal(question: string): string | undefined {
  const terminal = openTerminal();
  if (terminal === undefined) return undefined;
  try {
    writeSync(terminal, question);
    return readLine(terminal);
  } finally {
    closeSync(terminal);
  }
}

/** Up to the end of the line, or what fits into one. */
function readLine(terminal: number): string {
  const buffer = Buffer.alloc(256);
  let text = '';
  while (!text.includes('\n') && text.length < buffer.length) {
    const length = readSync(terminal, buffer, 0, buffer.length, null);
    if (length === 0) break;
    text += buffer.toString('utf8', 0, length);
  }
  return text.trim();
}
