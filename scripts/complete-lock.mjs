// Adds to package-lock.json the optional binaries of other platforms that npm left out.
//
// Where a registry mirror does not carry the binaries of every platform, `npm install` drops them from the lock,
// and `npm ci` then refuses that lock (npm/cli issue 9846). This writes what the parent package asks for, so one
// lock works on all platforms. It changes nothing when the lock is complete.
import { readFileSync, writeFileSync } from 'node:fs';

const path = new URL('../package-lock.json', import.meta.url);
const systems = /\b(android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32|windows)\b/;
const processors = /\b(arm64|arm|ia32|loong64|ppc64|riscv64|s390x|x64|64)\b/;

/** The `os`, `cpu` and `libc` that a name such as `@scope/x-linux-arm64-musl` stands for, or undefined. */
function platform(name, dev) {
  const system = systems.exec(name)?.[1];
  const processor = processors.exec(name)?.[1];
  if (system === undefined || processor === undefined) return undefined;
  const musl = /musl/.test(name) ? ['musl'] : ['glibc'];
  return {
    cpu: [processor === '64' ? 'x64' : processor],
    ...(dev ? { dev } : {}),
    ...(system === 'linux' ? { libc: musl } : {}),
    optional: true,
    os: [system === 'windows' ? 'win32' : system],
  };
}

function missing(packages) {
  return Object.entries(packages).flatMap(([parent, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !packages[`node_modules/${name}`])
      .filter(([name]) => !packages[`${parent}/node_modules/${name}`])
      .filter(([name, version]) => /^\d+\.\d+\.\d+$/.test(version) && platform(name))
      .map(([name, version]) => [`node_modules/${name}`, { version, ...platform(name, dev) }]),
  );
}

const lock = JSON.parse(readFileSync(path, 'utf8'));
const added = missing(lock.packages);
if (added.length > 0) {
  const sorted = [...Object.entries(lock.packages), ...added].sort(([a], [b]) =>
    a.localeCompare(b, 'en'),
  );
  lock.packages = Object.fromEntries(sorted);
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  console.error(`package-lock.json: added ${added.length} optional binaries of other platforms`);
}
