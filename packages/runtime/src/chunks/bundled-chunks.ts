import { AgsecError } from '@agsec/core';
import type { Chunks, CodeChunk, CompilerChunk, ShellChunk } from './chunks.ts';

/** Loads a bundle that lies beside the hook, by name: its exports. */
export type LoadBundle = (name: 'shell' | 'code' | 'compiler') => unknown;

/** The chunks of an installed hook, each read from its file when first asked for. */
export function bundledChunks(load: LoadBundle): Chunks {
  let shell: ShellChunk | undefined;
  let code: CodeChunk | undefined;
  let compiler: CompilerChunk | undefined;
  return {
    shell: () => {
      shell ??= checked(load('shell'), isShellChunk, 'shell');
      return shell;
    },
    code: () => {
      code ??= checked(load('code'), isCodeChunk, 'code');
      return code;
    },
    compiler: () => {
      compiler ??= checked(load('compiler'), isCompilerChunk, 'compiler');
      return compiler;
    },
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
  return hasFunctions(value, ['readAction']);
}

function isCodeChunk(value: unknown): value is CodeChunk {
  return hasFunctions(value, ['analyseCode']);
}

function isCompilerChunk(value: unknown): value is CompilerChunk {
  return hasFunctions(value, ['refreshSet']);
}

function hasFunctions(value: unknown, names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const entries = new Map(Object.entries(value));
  return names.every((name) => typeof entries.get(name) === 'function');
}
