import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Variable by which the global setup tells the tests where agsec was installed to. */
export const INSTALLED = 'AGSEC_E2E_INSTALLED';

/**
 * Packs every publishable workspace and installs the tarballs into an empty folder, as a user would
 * get them. Gives the folder.
 */
export function installPacked(): string {
  const folder = mkdtempSync(join(tmpdir(), 'agsec-packed-'));
  const tarballs = ['packages', 'policies'].flatMap((parent) =>
    readdirSync(join(root, parent)).flatMap((name) => pack(join(root, parent, name), folder)),
  );
  writeFileSync(join(folder, 'package.json'), '{"private": true}\n');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...tarballs], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return folder;
}

function pack(folder: string, destination: string): readonly string[] {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest) || readFileSync(manifest, 'utf8').includes('"private": true'))
    return [];
  const printed = execFileSync(
    'npm',
    ['pack', '--silent', '--ignore-scripts', '--pack-destination', destination],
    { cwd: folder, encoding: 'utf8' },
  );
  return [join(destination, printed.trim().split('\n').at(-1) ?? '')];
}

/** The `agsec` command of the packed installation. */
export function agsecProgram(): string {
  return join(installedFolder(), 'node_modules/@agsec/cli/dist/agsec.js');
}

/** A command of the packed installation, as npm has linked it. */
export function installedBin(name: string): string {
  return join(installedFolder(), 'node_modules/.bin', name);
}

/** Folder for copies of worlds; it goes when the run ends. */
export function keptWorldsFolder(): string {
  return join(installedFolder(), 'worlds');
}

function installedFolder(): string {
  const folder = process.env[INSTALLED];
  if (folder === undefined) throw new Error('the global setup has not run');
  return folder;
}
