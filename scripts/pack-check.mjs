// Packs every publishable workspace outside the repository and checks the tarball a user would get.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const attw = fileURLToPath(
  new URL('./dist/index.js', import.meta.resolve('@arethetypeswrong/cli/package.json')),
);
const license = readFileSync(join(root, 'LICENSE'), 'utf8');
const unwanted = /(^|\/)(src|__fixtures__|node_modules)\/|\.test\.|\.tsbuildinfo$|^tsconfig/;

/** Folders and manifests of the workspaces that go to npm. */
function publishable() {
  return ['packages', 'policies'].flatMap((parent) =>
    readdirSync(join(root, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap((entry) => {
        const folder = join(root, parent, entry.name);
        const names = readdirSync(folder);
        if (!names.includes('package.json')) return [];
        const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
        return manifest.private ? [] : [{ folder, manifest, dataOnly: parent === 'policies' }];
      }),
  );
}

/** Packs into `destination`; answers the tarball's path and the names of its files. */
function pack(folder, destination) {
  const stdout = execFileSync(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', destination],
    { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const report = JSON.parse(stdout);
  const [packed] = Array.isArray(report) ? report : Object.values(report);
  return {
    tarball: join(destination, packed.filename),
    names: packed.files.map((file) => file.path),
    bytes: packed.size,
  };
}

function contentProblems({ folder, manifest, dataOnly }, names) {
  const problems = names
    .filter((name) => unwanted.test(name))
    .map((name) => `tarball contains ${name}`);
  for (const name of ['README.md', 'LICENSE', 'package.json']) {
    if (!names.includes(name)) problems.push(`tarball lacks ${name}`);
  }
  if (names.includes('LICENSE') && readFileSync(join(folder, 'LICENSE'), 'utf8') !== license) {
    problems.push('LICENSE differs from the one at the root');
  }
  for (const path of Object.values(manifest.bin ?? {})) {
    if (!names.includes(path)) problems.push(`tarball lacks the command ${path}`);
    else if (!readFileSync(join(folder, path), 'utf8').startsWith('#!/usr/bin/env node\n')) {
      problems.push(`${path} does not start with #!/usr/bin/env node`);
    }
  }
  if (dataOnly) {
    const yaml = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
    if (yaml.length === 0) problems.push('a policy pack without a .yaml file');
    for (const name of yaml) if (!names.includes(name)) problems.push(`tarball lacks ${name}`);
  }
  return problems;
}

async function publintProblems(manifest, tarball) {
  const bytes = readFileSync(tarball);
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const { messages } = await publint({ pack: { tarball: buffer }, strict: true });
  return messages
    .filter((message) => message.type !== 'suggestion')
    .map((message) => `publint: ${formatMessage(message, manifest, { color: false })}`);
}

/** Why attw has nothing to look at, or undefined. */
function attwSkipReason({ manifest, dataOnly }) {
  if (dataOnly) return 'data only, no types';
  const entries = Object.keys(manifest.exports).filter((name) => name !== './package.json');
  return entries.length === 0 ? 'a command only, exports no module' : undefined;
}

function attwProblems(tarball) {
  try {
    execFileSync(
      process.execPath,
      [attw, tarball, '--profile', 'esm-only', '--no-color', '--no-emoji'],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    );
    return [];
  } catch (error) {
    return [`attw: ${error.stdout}${error.stderr}`];
  }
}

async function check(workspace, destination) {
  const { tarball, names, bytes } = pack(workspace.folder, destination);
  const skip = attwSkipReason(workspace);
  const problems = [
    ...contentProblems(workspace, names),
    ...(await publintProblems(workspace.manifest, tarball)),
    ...(skip === undefined ? attwProblems(tarball) : []),
  ];
  const types = skip === undefined ? 'attw' : `attw skipped: ${skip}`;
  return { problems, note: `${names.length} files, ${bytes} bytes; contents, publint, ${types}` };
}

const destination = mkdtempSync(join(tmpdir(), 'agsec-pack-'));
let failed = 0;
try {
  for (const workspace of publishable()) {
    const { problems, note } = await check(workspace, destination);
    if (problems.length > 0) failed += 1;
    console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${workspace.manifest.name} (${note})`);
    for (const problem of problems) console.log(`     ${problem}`);
  }
} finally {
  rmSync(destination, { recursive: true, force: true });
}
process.exitCode = failed === 0 ? 0 : 1;
