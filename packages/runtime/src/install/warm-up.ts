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

/** Lines with code, and with programs of which each call loads what it needs. */
const RARER_LINES: readonly string[] = [
  `python3 - <<'EOF'
import json, re
from pathlib import Path

def change(path: Path, names=[], **rest) -> dict:
    text = path.read_text()
    if 'x' in text and not names:
        text = text.replace('x', f'y{len(text)}')
    for line in text.splitlines():
        print(re.sub(r'a+', 'b', line).strip(), line[1:], {'a': 1})
    with open('b.json', 'w') as out:
        json.dump([n for n in names], out)
    path.write_text(text)
    return {}

try:
    change(Path('a.py'))
except ValueError as error:
    raise
EOF`,
  `node -e "const fs=require('fs'); const {a,...b}=JSON.parse(fs.readFileSync('a.json','utf8')); for (const [k,v] of Object.entries(b)) if (v) console.log(\`\${k}=\${v}\`, a?.length ?? 0); [1].map((x) => x+1); fs.writeFileSync('b.txt', a)"`,
  'docker compose up -d && docker ps -a && kubectl get pods -A && aws s3 ls && gh pr view 1 --json title',
  'find . -name "*.ts" -not -path "./dist/*" | xargs -n1 wc -l && mkdir -p a/b && cp -r a b && mv b c',
  "sed -i 's/a/b/g' x.ts && awk '{print $1}' a.txt | sort | uniq -c && tar czf a.tgz src && chmod +x a.sh",
  'psql -c "select 1" && ssh host ls && timeout 60 env A=1 make build; pip install -r requirements.txt',
  'cargo test && go build ./... && node --version && uv run pytest && systemctl status nginx; kill %1',
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
    const written = (calls: readonly string[], kind: string) =>
      calls.map((call, index) => {
        const path = join(home, `${kind}-${index}`);
        writeFileSync(path, call);
        return path;
      });
    const usual = written(adapter.usualCalls(lines, place), 'usual');
    const rarer = written(adapter.usualCalls(RARER_LINES, place), 'rarer');
    const words = [...NODE_FLAGS, program, folder, ...usual, '--', ...rarer];
    const result = spawnSync(place.node, words, {
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
