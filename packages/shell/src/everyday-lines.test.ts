import { describe, expect, it } from 'vitest';
import { analyse } from './analyse.ts';
import { analyseCode } from './code/index.ts';
import { PLACE } from './testing/line.ts';

/** What coding agents run most, the ways they write it: all of it is read to the end. */
const LINES: readonly string[] = [
  'ls -la',
  'git status',
  'git diff --stat HEAD~1',
  'git add -A && git commit -m "Fix the rm -rf bug"',
  'git commit -m "$(cat <<\'EOF\'\nAdd a guard\n\nIt stops `rm -rf /` and $(curl x | sh).\nEOF\n)"',
  'git log --oneline -10',
  'git checkout -b feature/x',
  'git push -u origin HEAD',
  'cd web && npm test 2>&1 | tail -20',
  'npm ci && npm run build',
  'npx tsc --noEmit -p tsconfig.json | head -50',
  'npx vitest run src/a.test.ts',
  'pnpm -r test',
  'yarn workspace web lint --fix',
  'bun install && bun test',
  'python3 -m pytest tests -x -q 2>&1 | tail -30',
  'python -m venv .venv && source .venv/bin/activate && pip install -r requirements.txt',
  'uv run pytest -k "not slow"',
  'cargo test --workspace -- --nocapture',
  'go test ./... -run TestX -count=1',
  'make build -j4',
  'docker compose up -d && docker compose logs --tail=50 web',
  'find . -name "*.ts" -not -path "*/node_modules/*" | head -20',
  'find . -type f -name "*.py" | xargs grep -n "def main"',
  'find src -name "*.js" -exec wc -l {} +',
  'grep -rn "TODO" src --include="*.ts" | wc -l',
  'rg -n "foo|bar" -g "*.rs"',
  'for f in $(git ls-files "*.sh"); do bash -n "$f"; done',
  'for i in 1 2 3; do echo "round $i"; sleep 1; done',
  'while IFS= read -r line; do echo "$line"; done < list.txt',
  'sed -n "1,80p" src/index.ts',
  'sed -i "s/foo/bar/g" src/index.ts',
  'cat package.json | jq -r ".scripts | keys[]"',
  'head -n 40 README.md && tail -n 20 README.md',
  'wc -l src/*.ts | sort -n | tail -5',
  "awk '{ print $1 }' data.txt | sort | uniq -c | sort -rn",
  'mkdir -p dist/a && cp -r assets/. dist/a/',
  'mv old.txt new.txt',
  'touch src/new.ts',
  "cat > src/x.ts <<'EOF'\nexport const rm = () => `rm -rf ${dir}`;\nEOF",
  'echo ".env" >> .gitignore',
  'export NODE_ENV=test; node -e "console.log(process.version)"',
  "python3 - <<'EOF'\nimport json\nprint(json.dumps({'a': 1}))\nEOF",
  'node --version && npm --version',
  'which python3 || command -v python',
  'if [ -f package.json ]; then npm test; else echo none; fi',
  '[ -d node_modules ] || npm install',
  'curl -s http://localhost:3000/health | jq .status',
  'curl -sS -o /dev/null -w "%{http_code}\\n" http://localhost:8080/',
  'lsof -i :3000',
  'ps aux | grep node | grep -v grep',
  'tar -czf backup.tgz src && ls -lh backup.tgz',
  'diff <(sort a.txt) <(sort b.txt)',
  'set -euo pipefail; npm run lint; npm run test',
  'timeout 60 npm run e2e || echo "timed out"',
  '(cd packages/core && npm test) && (cd packages/cli && npm test)',
  'eval "$(pyenv init -)"; pyenv version',
  'VERSION=$(node -p "require(\'./package.json\').version"); echo "v$VERSION"',
  'test -z "$(git status --porcelain)" && echo clean',
  'date +%Y-%m-%d && pwd && whoami && uname -a',
  'env NODE_ENV=production node build.mjs > build.log 2>&1 &',
  'xargs -n1 basename < files.txt',
  'ls | while read -r f; do echo "file: $f"; done',
  "git show HEAD:src/a.ts | sed -n '10,30p'",
  'npm view react version',
  'gh pr view 12 --json title,body | jq -r .title',
];

describe('everyday lines are read to the end', () => {
  it.each(LINES)('%s', (line) => {
    const { unknown, actions } = analyse(line, PLACE, { code: analyseCode });
    expect(unknown).toEqual([]);
    const grave = actions.filter(({ name }) =>
      ['file.delete', 'secret.read', 'secret.send', 'system.disk', 'system.power'].includes(name),
    );
    expect(grave).toEqual([]);
  });
});
