import type { CommandNode, ParsedScript, PipelineNode } from 'unbash';
import type { ReaderDependencies, Surroundings } from '../contract.ts';
import { FileTable } from '../flow/files.ts';
import { NOTHING, opaque } from '../flow/stream.ts';
import { parseLine } from '../parse/parse-line.ts';
import type { Program, Taint, Value } from '../program.ts';
import { findProgram } from '../program-registry.ts';
import type { Expansion } from '../values/expansion.ts';
import { CLEAN } from '../values/taint.ts';
import type { Choices } from './choices.ts';
import { runArithmetic, runCase, runCoproc, runIf, runSubshell, runTest } from './compound.ts';
import type { Frame, Outcome } from './frame.ts';
import { defineFunction } from './functions.ts';
import type { Interpreter, RunSite, Sink } from './interpreter.ts';
import { runPipeline, runStatements } from './lists.ts';
import { runArithmeticFor, runFor, runSelect, runWhile } from './loops.ts';
import { Budget, Recorder } from './recorder.ts';
import { runRedirected } from './redirected.ts';
import { runWords } from './run-words.ts';
import { runSimpleCommand } from './simple-command.ts';
import { ShellState } from './state.ts';
import { expansionFor } from './substitutions.ts';

/** Deepest nesting of lines, functions, substitutions and wrappers that is followed. */
export const MAX_DEPTH = 24;

/** The abstract interpreter of one line. */
export class Walker implements Interpreter {
  readonly recorder: Recorder;
  readonly files: FileTable;
  readonly dependencies: ReaderDependencies;
  readonly sinks: Map<string, Sink>;
  readonly stray: { count: number; taint: Taint };
  choices: Choices | undefined;
  readonly #programs: ReadonlyMap<string, Program> | undefined;
  readonly #counter: { descriptors: number };

  constructor(
    dependencies: ReaderDependencies,
    programs?: ReadonlyMap<string, Program>,
    shared?: Walker,
  ) {
    this.dependencies = dependencies;
    this.#programs = programs;
    this.files = shared?.files ?? new FileTable();
    this.sinks = shared?.sinks ?? new Map();
    this.stray = shared?.stray ?? { count: 0, taint: CLEAN };
    this.#counter = shared === undefined ? { descriptors: 0 } : shared.#counter;
    this.recorder = new Recorder(shared?.recorder.budget ?? new Budget());
  }

  apart(): Walker {
    return new Walker(this.dependencies, this.#programs, this);
  }

  findProgram(name: string): Program | undefined {
    return this.#programs?.get(name) ?? findProgram(name, this.dependencies.programs);
  }

  freshDescriptorPath(): string {
    this.#counter.descriptors += 1;
    return `/dev/fd/${62 + this.#counter.descriptors}`;
  }

  expansion(frame: Frame): Expansion {
    return expansionFor(this, frame);
  }

  runText(text: string, frame: Frame): Outcome {
    if (this.#isTooDeep(frame)) return { stdout: opaque() };
    this.recorder.budget.countText(text.length);
    const { script, faulty, unfinished } = parseLine(text);
    if (faulty) this.recorder.unknown(unfinished ? 'unfinished' : 'parse-error');
    if (script === undefined) return { stdout: opaque() };
    return this.runScript(script, { ...frame, depth: frame.depth + 1 });
  }

  runScript(script: Pick<ParsedScript, 'commands'>, frame: Frame): Outcome {
    return runStatements(this, script.commands, frame);
  }

  runWords(argv: readonly Value[], frame: Frame, site: RunSite): Outcome {
    if (argv.length === 0) return { stdout: NOTHING };
    this.recorder.budget.countCommand(argv.length);
    if (this.#isTooDeep(frame)) return { stdout: opaque() };
    return runWords(this, argv, frame, site);
  }

  runNode(node: CommandNode | PipelineNode, frame: Frame): Outcome {
    switch (node.type) {
      case 'Command':
        return runSimpleCommand(this, node, frame);
      case 'Pipeline':
        return runPipeline(this, node, frame);
      case 'Redirected':
        return runRedirected(this, node, frame);
      case 'BraceGroup':
        return this.runScript(node.body, frame);
      case 'Subshell':
        return runSubshell(this, node, frame);
      case 'If':
        return runIf(this, node, frame);
      case 'For':
        return runFor(this, node, frame);
      case 'ArithmeticFor':
        return runArithmeticFor(this, node, frame);
      case 'Select':
        return runSelect(this, node, frame);
      case 'While':
        return runWhile(this, node, frame);
      case 'Case':
        return runCase(this, node, frame);
      case 'TestCommand':
        return runTest(this, node, frame);
      case 'ArithmeticCommand':
        return runArithmetic(this, node, frame);
      case 'Function':
        return defineFunction(this, node, frame);
      case 'Coproc':
        return runCoproc(this, node, frame);
    }
  }

  #isTooDeep(frame: Frame): boolean {
    if (frame.depth <= MAX_DEPTH) return false;
    this.recorder.unknown('too-many');
    return true;
  }
}

/** The frame a line starts in. */
export function outermostFrame(surroundings: Surroundings): Frame {
  return {
    state: new ShellState(surroundings),
    mergesErrors: false,
    wrappers: [],
    elsewhere: false,
    wrapperEnv: {},
    depth: 0,
  };
}
