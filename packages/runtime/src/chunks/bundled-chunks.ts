import { AgsecError } from '@agsec/core';
import type { AreaName } from '@agsec/shell';
import type {
  Chunks,
  CodeChunk,
  CompilerChunk,
  ProgramsChunk,
  ReviewChunk,
  ShellChunk,
  UpkeepChunk,
} from './chunks.ts';

/** A bundle that lies beside the hook's own. */
export type BundleName =
  | 'shell'
  | 'code'
  | 'compiler'
  | 'review'
  | 'upkeep'
  | `programs-${AreaName}`;

/** Loads a bundle by name: its exports. Throws if it is not there. */
export type LoadBundle = (name: BundleName) => unknown;

/** The chunks of an installed hook, each read from its file when first asked for. */
export function bundledChunks(load: LoadBundle): Chunks {
  const areas = new Map<AreaName, ProgramsChunk>();
  let shell: ShellChunk | undefined;
  let code: CodeChunk | undefined;
  let compiler: CompilerChunk | undefined;
  let review: ReviewChunk | undefined;
  return {
    shell: () => {
      shell ??= checked(load('shell'), isShellChunk, 'shell');
      return shell;
    },
    code: () => {
      code ??= checked(load('code'), isCodeChunk, 'code');
      return code;
    },
    programs: (area) => {
      const known = areas.get(area);
      if (known !== undefined) return known;
      const name = `programs-${area}` as const;
      const chunk = checked(load(name), isProgramsChunk, name);
      areas.set(area, chunk);
      return chunk;
    },
    compiler: () => {
      compiler ??= checked(load('compiler'), isCompilerChunk, 'compiler');
      return compiler;
    },
    review: () => {
      review ??= checked(load('review'), isReviewChunk, 'review');
      return review;
    },
    upkeep: () => checked(load('upkeep'), isUpkeepChunk, 'upkeep'),
  };
}

function checked<T>(value: unknown, is: (value: unknown) => value is T, name: string): T {
  if (is(value)) return value;
  throw new AgsecError({
    code: 'bad-bundle',
    message: `The installed ${name} bundle of agsec is damaged. Run \`agsec install\` again.`,
  });
}

function isShellChunk(value: unknown): value is ShellChunk {
  return isFunction(member(value, 'readAction'));
}

function isCodeChunk(value: unknown): value is CodeChunk {
  return isFunction(member(value, 'analyseCode'));
}

function isProgramsChunk(value: unknown): value is ProgramsChunk {
  const programs = member(value, 'programs');
  return Array.isArray(programs) && programs.length > 0 && programs.every(isProgram);
}

function isProgram(value: unknown): boolean {
  return Array.isArray(member(value, 'names')) && isFunction(member(value, 'describe'));
}

function isCompilerChunk(value: unknown): value is CompilerChunk {
  return isFunction(member(value, 'refreshSet'));
}

function isReviewChunk(value: unknown): value is ReviewChunk {
  return isFunction(member(value, 'answerReview')) && isFunction(member(value, 'noteQuestion'));
}

function isUpkeepChunk(value: unknown): value is UpkeepChunk {
  return isFunction(member(value, 'startUpkeep')) && isFunction(member(value, 'runUpkeep'));
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
