import type { World } from '../run-claude.ts';
import type { Block, SandboxResult } from '../sandbox.ts';

/** A call of a tool by the scripted model. */
export type ToolBlock = Exclude<Block, { readonly text: string }>;

/** The file tools that a client offers a model: of some it knows that they write patches. */
export type FileTools = 'usual' | 'patches';

/** One way of a client to change a file without a shell. */
export type FileRoute = {
  readonly name: string;
  /** Default `usual`. */
  readonly tools?: FileTools;
  /** True if it makes a file that is not there; otherwise there has to be one. */
  readonly makes: boolean;
  /** `text` is what the file holds, empty if it is not there. */
  call(path: string, text: string): ToolBlock;
};

export type Hindrance = {
  readonly lines: RegExp;
  /** What the client does: `is refused by the client itself`. */
  readonly how: string;
  /** What it tells the model. */
  readonly words: RegExp;
};

export type Session = {
  readonly world: World;
  readonly tools: FileTools;
  readonly calls: readonly ToolBlock[];
};

/** A real client as the attack suite drives it. */
export type SwitchOffClient = {
  /** Our name of the agent. */
  readonly agent: string;
  /** A home and project that the client starts in, without agsec. */
  createWorld(): World;
  /** Installs agsec for the person. Throws if that fails. */
  install(world: World): Promise<void>;
  /** What of the home the client obeys: files and folders that stay as they are. */
  readonly obeyed: readonly string[];
  shell(line: string): ToolBlock;
  readonly fileRoutes: readonly FileRoute[];
  /** The call that has to come before a file is changed, where the client demands one. */
  look?(path: string): ToolBlock;
  /** Which half of the look-alikes' lines it is sent, to save time. The attacks are sent whole. */
  readonly half: 0 | 1;
  /** Lines that the client itself keeps from having an effect, where agsec lets them pass. */
  readonly hinders?: readonly Hindrance[];
  /** Runs a session in which only a hook objects. What the model was told of `calls[n]` has the id `case_n`. */
  run(session: Session): Promise<SandboxResult>;
};

/** Milliseconds that a session of hundreds of calls may take. */
export const SESSION_MS = 180_000;

/** Calls in one message of the model: enough to save requests, few enough to run side by side. */
const AT_ONCE = 16;

/** Calls with their ids, by the message they stand in. */
export function messagesOf({ calls }: Session): readonly (readonly ToolBlock[])[] {
  const named = calls.map((call, at) => ({ ...call, id: `case_${at}` }));
  const count = Math.ceil(named.length / AT_ONCE);
  return Array.from({ length: count }, (_, at) => named.slice(at * AT_ONCE, (at + 1) * AT_ONCE));
}
