import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../dist/agsec.js', import.meta.url));

/** Home and project of the recorded payloads; each is put in the world's place. */
const RECORDED = { home: '/home/dev', project: '/home/dev/shop' };

/**
 * A person's machine in a temporary folder: a home, and a project with a few files.
 *
 * @typedef {ReturnType<typeof createWorld>} World
 */
export function createWorld() {
  if (!existsSync(CLI)) throw new Error(`${CLI} is not built. Run: npm run build`);
  const root = mkdtempSync(join(tmpdir(), 'agsec-demo-'));
  const home = join(root, 'home');
  const project = join(home, 'shop');
  const environment = { PATH: process.env.PATH ?? '/usr/bin:/bin', HOME: home };
  mkdirSync(join(project, 'src'), { recursive: true });
  const files = {
    'src/app.js': 'console.log("shop");\n',
    '.env': 'TOKEN=not-a-real-token\n',
    '.env.example': 'TOKEN=\n',
    'README.md': '# Shop\n',
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(project, path), text);
  return {
    root,
    home,
    project,
    environment,
    /** Runs the built `agsec` in the project. Throws with what it said if it fails. */
    agsec(...args) {
      const result = spawnSync(process.execPath, [CLI, ...args], {
        cwd: project,
        env: { ...environment, ...colour() },
        encoding: 'utf8',
      });
      if (result.status === 0) return result.stdout;
      throw new Error(`agsec ${args.join(' ')} ended with ${result.status}\n${result.stderr}`);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** The scenes of the demo, each call with its payload as if recorded in this world. */
export function loadScenes(world) {
  const here = (path) => fileURLToPath(new URL(path, import.meta.url));
  const scenes = JSON.parse(readFileSync(here('scenes.json'), 'utf8'));
  return scenes.map(({ heading, calls }) => ({
    heading,
    calls: calls.map(({ payload, expect }) => {
      const text = readFileSync(here(`payloads/${payload}.json`), 'utf8')
        .replaceAll(RECORDED.project, world.project)
        .replaceAll(RECORDED.home, world.home);
      return { name: payload, expect, payload: JSON.parse(text) };
    }),
  }));
}

/** The recorded calls of a world, by the id the client gave each. */
export function recordsById(world) {
  const lines = world.agsec('audit', '--json', '--limit', '1000').trim().split('\n');
  return new Map(
    lines
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
      .map((record) => [record.id, record]),
  );
}

/** What a child has to know to colour its output as this process does. */
function colour() {
  const { NO_COLOR, TERM } = process.env;
  if (NO_COLOR) return { NO_COLOR };
  return {
    ...(TERM === undefined ? {} : { TERM }),
    ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
  };
}
