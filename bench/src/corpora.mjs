import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment, withTemporaryFolder } from './clean-environment.mjs';
import { parseCorpus, scoredRows } from './corpus.mjs';
import { CLI } from './installed-hook.mjs';
import { installSafetyNet, placed, SAFETY_NET } from './safety-net.mjs';

/** Most that one tool answers, in bytes. */
const OUTPUT_LIMIT = 1 << 30;

const GROUPS = [
  { group: 'dangerous, core', what: 'stopped' },
  { group: 'dangerous, infra', what: 'stopped' },
  { group: 'harmless, all others', what: 'allowed' },
  { group: 'harmless look-alikes', what: 'allowed' },
];

/**
 * Verdicts of agsec with its default policies and of cc-safety-net, each through its own door, on
 * the same labelled commands. No command is ever run. Told, not gated.
 */
export async function compareCorpora(report, { corpus }) {
  const rows = scoredRows(parseCorpus(readFileSync(corpus, 'utf8')));
  await withTemporaryFolder((folder) => {
    const [ours, theirs] = [askAgsec(rows, folder), askSafetyNet(rows)];
    report.heading(`verdicts on ${rows.length} labelled commands: agsec | ${SAFETY_NET}`);
    for (const { group, what } of GROUPS) {
      const members = rows.flatMap((row, index) => (row.group === group ? [index] : []));
      if (members.length === 0) continue;
      const wanted = what === 'stopped';
      const figures = [ours, theirs].map(({ stopped }) => {
        const right = members.filter((index) => stopped[index] === wanted).length;
        return `${right}/${members.length} (${((100 * right) / members.length).toFixed(1)} %)`;
      });
      report.text(`${`${group}: ${what}`.padEnd(34)} ${figures.join('  |  ')}`);
    }
    const costs = [ours, theirs].map(({ milliseconds }) => {
      return `${((1000 * milliseconds) / rows.length).toFixed(0)} µs`;
    });
    report.text(`${'time a command, start included'.padEnd(34)} ${costs.join('  |  ')}`);
  });
}

function askAgsec(rows, folder) {
  const env = cleanEnvironment(join(folder, 'home'));
  mkdirSync(env.HOME, { recursive: true });
  run([CLI, 'init'], { env, cwd: folder });
  const requests = rows.map(({ command, cwd, home, roots }, id) => ({
    id,
    action: 'bash.execute',
    params: { command },
    context: { agent: 'claude-code', cwd, home, workspace_roots: roots },
  }));
  const { lines, milliseconds } = ask([CLI, 'check', '--jsonl'], requests, { env, cwd: folder });
  return { milliseconds, stopped: byId(lines, ({ effect }) => effect !== 'allow') };
}

function askSafetyNet(rows) {
  const { api, root } = installSafetyNet();
  const worker = fileURLToPath(new URL('./safety-net-worker.mjs', import.meta.url));
  const requests = rows.map((row, id) => ({ id, ...placed(row, root) }));
  const options = { env: cleanEnvironment(root), cwd: root };
  const { lines, milliseconds } = ask([worker, api], requests, options);
  return { milliseconds, stopped: byId(lines, ({ kind }) => kind !== 'allow') };
}

/** One request a line in, one answer a line out. */
function ask(args, requests, options) {
  const input = `${requests.map((each) => JSON.stringify(each)).join('\n')}\n`;
  const started = process.hrtime.bigint();
  const output = run(args, { ...options, input });
  const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
  const lines = output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  if (lines.length !== requests.length) throw new Error(`${args[0]} did not answer every request`);
  return { lines, milliseconds };
}

function byId(lines, isStopped) {
  const stopped = [];
  for (const line of lines) stopped[line.id] = isStopped(line);
  return stopped;
}

function run(args, options) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    ...options,
    encoding: 'utf8',
    maxBuffer: OUTPUT_LIMIT,
  });
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
  return stdout;
}
