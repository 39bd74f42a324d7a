import type { CommandNode, ParsedScript, PipelineNode } from 'unbash';
import type { ShellDependencies } from '../contract.ts';
import type { FileTable } from '../flow/files.ts';
import type { Program, Stream, Taint, Value } from '../program.ts';
import type { Expansion } from '../values/expansion.ts';
import type { Choices } from './choices.ts';
import type { Frame, Outcome } from './frame.ts';
import type { Recorder } from './recorder.ts';

/** A leading assignment of one command (`LANG=C sort`). */
export type LeadingAssignment = { readonly name: string; readonly value: Value };

export type RunSite = {
  /**
   * `shell`: the shell itself runs the words, so functions and builtins count.
   * `builtin`: likewise, but without functions (`command`, `builtin`).
   * `program`: another program starts them.
   */
  readonly level: 'shell' | 'builtin' | 'program';
  readonly assignments: readonly LeadingAssignment[];
};

/** A command that reads what others write to a path or descriptor (`>(…)`). */
export type Sink = {
  /** Something was written to it, or is known not to be. */
  fed: boolean;
  /** A redirection leads to it, so that all that is written is seen. */
  redirected: boolean;
  feed(stream: Stream): void;
};

/** The parts of the walk that programs, builtins and expansions call back into. */
export interface Interpreter {
  readonly recorder: Recorder;
  readonly files: FileTable;
  readonly dependencies: ShellDependencies;
  /** Readers of what is written to a path the line made up (`>(…)`). */
  readonly sinks: Map<string, Sink>;
  /** What those readers print, which flows wherever the output around them does. */
  readonly stray: { count: number; taint: Taint };
  /** Which of several values variables have in the command being walked. */
  choices: Choices | undefined;
  /** The knowledge for a name a command is found by. */
  findProgram(name: string): Program | undefined;
  /** Runs the words of one simple command. */
  runWords(argv: readonly Value[], frame: Frame, site: RunSite): Outcome;
  /** Reads text as lines for a shell and walks it in `frame`. */
  runText(text: string, frame: Frame): Outcome;
  runScript(script: Pick<ParsedScript, 'commands'>, frame: Frame): Outcome;
  runNode(node: CommandNode | PipelineNode, frame: Frame): Outcome;
  expansion(frame: Frame): Expansion;
  /** A path nothing else uses, as `<(…)` and `>(…)` make. */
  freshDescriptorPath(): string;
  /** A reader of its own that shares the line's files and budget. */
  apart(): Interpreter;
}
