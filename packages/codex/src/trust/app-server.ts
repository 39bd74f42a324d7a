import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { field, fieldsOf } from '@agsec/runtime/adapter';

/** How to start the client's server for other programs. */
export type AppServerOptions = {
  readonly cwd: string;
  readonly environment: { readonly [name: string]: string | undefined };
  /** Milliseconds until it is ended and all open questions fail. */
  readonly timeoutMs: number;
};

/** Why the client gave no answer; the message is for people. */
export class AppServerError extends Error {}

/**
 * `codex app-server`: one JSON object a line on its pipes, questions with an `id`. Only what is asked
 * is done; the client answers from its own files and settings.
 */
export class AppServer {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #timer: NodeJS.Timeout;
  readonly #open = new Map<number, OpenQuestion>();
  #unread = '';
  #asked = 0;
  #failure: AppServerError | undefined;

  constructor({ cwd, environment, timeoutMs }: AppServerOptions) {
    this.#child = spawn('codex', ['app-server'], {
      cwd,
      env: { ...environment },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => this.#read(text));
    this.#child.stderr.resume();
    this.#child.stdin.on('error', () => this.#fail('it does not listen'));
    this.#child.on('error', () => this.#fail('it cannot be started; put `codex` on your PATH'));
    this.#child.on('close', () => this.#fail('it ended without an answer'));
    this.#timer = setTimeout(() => this.#fail('it gave no answer in time'), timeoutMs);
  }

  /** The result of one question. Throws `AppServerError`. */
  ask(method: string, params: object): Promise<unknown> {
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) return reject(this.#failure);
      this.#open.set(id, { resolve, reject });
      this.#send({ id, method, params });
    });
  }

  /** Says something that has no answer. */
  tell(method: string): void {
    this.#send({ method });
  }

  /** Ends it. Open questions fail. */
  close(): void {
    this.#fail('it was closed');
  }

  #send(message: object): void {
    if (this.#child.stdin.writable) this.#child.stdin.write(`${JSON.stringify(message)}\n`);
  }

  #read(text: string): void {
    const lines = `${this.#unread}${text}`.split('\n');
    this.#unread = lines.pop() ?? '';
    for (const line of lines) this.#answer(line);
  }

  #answer(line: string): void {
    const message = parsed(line);
    const id = field(message, 'id');
    const open = typeof id === 'number' ? this.#open.get(id) : undefined;
    if (open === undefined || typeof id !== 'number') return;
    this.#open.delete(id);
    const error = fieldsOf(field(message, 'error'));
    if (error === undefined) open.resolve(field(message, 'result'));
    else open.reject(new AppServerError(`Codex refuses: ${String(field(error, 'message'))}`));
  }

  #fail(why: string): void {
    clearTimeout(this.#timer);
    this.#failure ??= new AppServerError(`Codex was asked, but ${why}`);
    for (const { reject } of this.#open.values()) reject(this.#failure);
    this.#open.clear();
    this.#child.kill('SIGKILL');
  }
}

type OpenQuestion = {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
};

/** What is no JSON object is a message of no meaning to us. */
function parsed(line: string): NonNullable<ReturnType<typeof fieldsOf>> {
  try {
    return fieldsOf(JSON.parse(line)) ?? {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
