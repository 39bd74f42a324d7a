import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

/** `paths` of tsconfig.json, the one table of source entry points, as exact aliases: unit tests need no build. */
function sourceAliases(): { find: RegExp; replacement: string }[] {
  const { compilerOptions } = JSON.parse(readFileSync(`${root}tsconfig.json`, 'utf8'));
  const paths: Record<string, string[]> = compilerOptions.paths;
  return Object.entries(paths).map(([name, [target = '']]) => ({
    find: new RegExp(`^${name.replace('*', '([^/]+)')}$`),
    replacement: root + target.replace('./', '').replace('*', '$1'),
  }));
}

function projectsIn(folder: string): TestProjectConfiguration[] {
  return readdirSync(root + folder)
    .filter((name) => existsSync(`${root}${folder}/${name}/package.json`))
    .map((name) => ({
      extends: true,
      root: `${root}${folder}/${name}`,
      test: { name: folder === 'policies' ? `policy-${name}` : name },
    }));
}

export default defineConfig({
  resolve: { alias: sourceAliases() },
  test: {
    projects: [...projectsIn('packages'), ...projectsIn('policies')],
    include: ['**/*.test.ts'],
    exclude: ['**/*.case.test.ts', '**/node_modules/**', '**/dist/**'],
    setupFiles: [`${root}vitest.setup.ts`],
    // Many a test waits for the processes it starts: one worker less than cores, as is usual, idles.
    maxWorkers: availableParallelism(),
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
