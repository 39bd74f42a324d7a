import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const CORE = dirname(fileURLToPath(import.meta.url));
const SHELL = resolve(CORE, '../../shell/src');

/** Modules a file loads when it runs: type-only imports are erased. */
function importsOf(text: string): readonly string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const forms = [
    /\b(?:import|export)\s+(?!type\b)[\w\s{},*$]*?\bfrom\s*(['"])(.+?)\1/g,
    /\bimport\s*(['"])(.+?)\1/g,
    /\b(?:import|require|createRequire\([^)]*\))\s*\(\s*(['"`])(.+?)\1/g,
  ];
  return forms.flatMap((form) => [...code.matchAll(form)].flatMap((match) => match[2] ?? []));
}

/** Every module outside that is loaded with a file, and the files it is loaded by. */
function reachedFrom(entry: string): ReadonlyMap<string, readonly string[]> {
  const outside = new Map<string, string[]>();
  const pending = [entry];
  const seen = new Set<string>();
  for (const file of pending) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const name of importsOf(readFileSync(file, 'utf8'))) {
      if (name.startsWith('.')) pending.push(resolve(dirname(file), name));
      else outside.set(name, [...(outside.get(name) ?? []), relative(CORE, file)]);
    }
  }
  return outside;
}

function sourcesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|__fixtures__/.test(name))
    .map((name) => join(folder, name));
}

describe('The reader of imports', () => {
  it.each([
    ["import { readFileSync } from 'node:fs';", ['node:fs']],
    ['import fs, { type Stats } from "fs";', ['fs']],
    ["import * as z from 'zod';", ['zod']],
    ["import {\n  a,\n  b,\n} from './x.ts';", ['./x.ts']],
    ["export { a } from './a.ts';\nexport * from './b.ts';", ['./a.ts', './b.ts']],
    ["import 'node:net';", ['node:net']],
    ["const a = await import('yaml');", ['yaml']],
    ["const a = require('child_process');", ['child_process']],
    ["import type { A } from 'zod';\nexport type { B } from 'yaml';", []],
    ["// import 'fs';\n/* import 'net'; */", []],
  ])('%j', (text, expected) => {
    expect(importsOf(text)).toEqual(expected);
  });

  it('follows relative imports', () => {
    const outside = reachedFrom(join(CORE, 'engine/operator.ts'));
    expect(outside.get('node:path')).toEqual(['match/path-within.ts']);
  });
});

describe('The reader of globals', () => {
  it.each([
    ["const home = process.env['HOME'];", true],
    ['const now = Date.now();', true],
    ['const text = await fetch(url);', true],
    ["const name = 'process.env';\n// Date.now()", false],
    ['const x = api.fetch(url);', false],
  ])('%j', (text, expected) => {
    expect(readsAmbient(text)).toBe(expected);
  });
});

describe('The boundary of @agsec/core', () => {
  it('the hot entry loads nothing but node:path', () => {
    expect([...reachedFrom(join(CORE, 'index.ts')).keys()]).toEqual(['node:path']);
  });

  it('the entry of sibling packages loads nothing but node:path', () => {
    expect([...reachedFrom(join(CORE, 'internal.ts')).keys()]).toEqual(['node:path']);
  });
});

describe.each([
  ['@agsec/core', CORE],
  ['@agsec/shell', SHELL],
])('The purity of %s', (_, folder) => {
  const sources = sourcesOf(folder);

  it('no file imports a module that touches disk, process, network or clock', () => {
    expect(sources.length).toBeGreaterThan(3);
    // node:v8 is where V8's own linear engine judges a pattern at load.
    const pure = new Set(['node:path', 'node:v8']);
    const impure = sources.flatMap((file) =>
      importsOf(readFileSync(file, 'utf8'))
        .filter((name) => isBuiltin(name) && !pure.has(name))
        .map((name) => `${relative(folder, file)}: ${name}`),
    );
    expect(impure).toEqual([]);
  });

  it('no file reads the clock, chance or the process through a global', () => {
    const impure = sources
      .filter((file) => readsAmbient(readFileSync(file, 'utf8')))
      .map((file) => relative(folder, file));
    expect(impure).toEqual([]);
  });
});

function isBuiltin(name: string): boolean {
  return (
    name.startsWith('node:') ||
    /^(?:fs|os|net|http|https|http2|dns|tls|dgram|child_process|process|worker_threads|cluster|module|vm|crypto|timers|readline|perf_hooks)(?:\/|$)/.test(
      name,
    )
  );
}

const TEXT_OR_COMMENT =
  /\/\*[\s\S]*?\*\/|^\s*\/\/.*$|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/gm;

const AMBIENT =
  /\bprocess\.(?:env|cwd|argv|exit|std|platform|hrtime)|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(|(?<![.\w])fetch\(/;

/** Texts do not count: knowledge about programs is full of these words. */
function readsAmbient(text: string): boolean {
  return AMBIENT.test(text.replace(TEXT_OR_COMMENT, "''"));
}
