import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Adapter, Place } from '../adapter.ts';
import { NODE_FLAGS } from '../hook/v8-flags.ts';

/**
 * Shell lines such as agents send all day. What V8 compiles for them is kept; what rarer lines need
 * is compiled when they come, so that every call is not made to load it.
 */
const USUAL_LINES: readonly string[] = [
  'cd src && FOO=1 npm test -- --run "a b" 2>&1 | tail -20',
  'git status --short && git diff HEAD -- src | head -50',
  'git add -A && git commit -m "x" && git push origin HEAD',
  'grep -rn x src | head -5; ls -la; sed -n 1,20p a.ts; cat b.ts',
  'for f in *.ts; do echo "$f" > /tmp/x; done',
  'python3 -m pytest -x -q',
  'curl -s http://localhost:3000 | jq .',
];

/** Time the warm-up may take, in milliseconds. */
const TIME_LIMIT = 60_000;

/**
 * Has the hook in `folder` answer usual calls, in a process and over a state folder of its own, by the
 * built `program` (`loader/warm.ts`), which keeps what V8 compiled for them beside the bundles. Gives
 * the reason if that did not work.
 */
export function warmUp(
  folder: string,
  program: string,
  { adapter, place }: { readonly adapter: Pick<Adapter, 'usualCalls'>; readonly place: Place },
): string | undefined {
  const home = mkdtempSync(join(dirname(folder), '.warm-'));
  try {
    const policies = join(place.agsecHome, 'policies');
    if (existsSync(policies)) cpSync(policies, join(home, 'policies'), { recursive: true });
    // The first line again, for what a line that was read before needs.
    const lines = [...USUAL_LINES, ...USUAL_LINES.slice(0, 1)];
    const payloads = adapter.usualCalls(lines, place).map((call, index) => {
      const path = join(home, `payload-${index}`);
      writeFileSync(path, call);
      return path;
    });
    const result = spawnSync(place.node, [...NODE_FLAGS, program, folder, ...payloads], {
      env: { HOME: place.home, AGSEC_HOME: home },
      cwd: home,
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
      timeout: TIME_LIMIT,
      killSignal: 'SIGKILL',
    });
    if (result.status === 0) return undefined;
    return result.error?.message ?? result.stderr.trim().slice(0, 500);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
