import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { programAreas } from './program-registry.ts';

const source = fileURLToPath(new URL('.', import.meta.url));

/** Every module an area is made of, by its path below `src`, with its text. */
function modulesOf(area: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const pending = [join(source, 'areas', `${area}.ts`)];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const name = relative(source, path);
    if (found.has(name)) continue;
    const text = readFileSync(path, 'utf8');
    found.set(name, text);
    const imports = text.matchAll(/^(?:import|export) (?!type )[^;]*? from '(\.[^']+)';/gms);
    for (const [, to = ''] of imports) pending.push(join(dirname(path), to));
  }
  return found;
}

describe('The areas of programs', () => {
  it('are the modules in their folder', () => {
    const files = readdirSync(join(source, 'areas')).map((file) => file.replace(/\.ts$/, ''));
    expect(files.sort()).toEqual([...programAreas()].sort());
  });

  // An installed hook has each area in a bundle of its own, with a copy of all that it imports.
  it.each(programAreas())('share nothing but pure functions: %s', (area) => {
    const modules = modulesOf(area);
    expect(modules.size).toBeGreaterThan(2);
    const interpreter = [...modules.keys()].filter((name) =>
      /^(?:walk|builtins|flow\/files)/.test(name),
    );
    expect(interpreter).toEqual([]);
    const shared = [...modules].filter(([name]) => !/^(?:areas|programs)\//.test(name));
    const stateful = shared.filter(([, text]) =>
      /^(?:export )?(?:let|const \w+(?::[^=]+)? = (?:new (?:Weak)?(?:Map|Set)\(\)|Symbol\())/m.test(
        text,
      ),
    );
    expect(stateful.map(([name]) => name)).toEqual([]);
  });
});
