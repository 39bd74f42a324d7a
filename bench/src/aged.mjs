import { spawnSync } from 'node:child_process';
import { ageLog, fileGrants } from './aged-home.mjs';
import { notPassed, readCall, requireDenial, shellCall } from './calls.mjs';
import { withTemporaryFolder } from './clean-environment.mjs';
import { CLI, installHook } from './installed-hook.mjs';
import { interleave } from './interleave.mjs';
import { median, medianInterval } from './statistics.mjs';

const RECORDS = 1_000_000;
const GRANTS = 1000;

/**
 * What an installation of years may cost more than a new one. The figure of DESIGN for policies that
 * are a hundred times as many: old state, too, is looked up and never gone through.
 */
const GATE = 1.1;

/** A line that the default policies have a person decide about. */
const REVIEWED = 'terraform apply -auto-approve';

/** What people ask of the log, and the seconds that it may take before they go away. */
const QUESTIONS = [
  { args: ['audit', '--limit', '20'], name: 'agsec audit --limit 20', gate: 2 },
  { args: ['audit', '--stats', '--since', '1d'], name: 'agsec audit --stats --since 1d' },
  { args: ['audit', '--stats'], name: 'agsec audit --stats' },
  { args: ['audit', 'verify'], name: 'agsec audit verify' },
];

/** Compares the hook of an old installation with that of a new one, in one interleaved run. */
export async function measureAged(report, { rounds }) {
  await withTemporaryFolder(async (folder) => {
    const fresh = installHook(folder, 'fresh');
    const aged = installHook(folder, 'aged');
    requireDenial(fresh);
    const session = JSON.parse(shellCall(aged)).session_id;
    const upkeep = ageLog(aged, shellCall(aged), { records: RECORDS, session });
    for (const [hook, grants] of [
      [fresh, 1],
      [aged, GRANTS],
    ]) {
      const { program, args, env, cwd } = hook;
      spawnSync(program, args, { env, cwd, input: reviewedCall(hook) });
      fileGrants(hook, grants);
    }
    const arms = ['shell', 'read', 'approved'].flatMap((name) => [
      armOf(`${name} fresh`, fresh, CALLS[name]),
      armOf(`${name} aged`, aged, CALLS[name]),
    ]);
    const results = await interleave(arms, rounds);
    report.heading(
      `installed hook with a log of ${RECORDS} records and ${GRANTS} grants against a new one: ` +
        `median of ${rounds} paired ratios [95 % interval]`,
    );
    report.line(compared(results, 'shell', 'shell call'));
    report.line(compared(results, 'read', 'other tools (Read)'));
    report.line(compared(results, 'approved', 'shell call that a grant lets pass'));
    report.heading('what people ask of that log');
    report.line({ name: 'sealing and compressing all of it', measured: upkeep, unit: 's' });
    for (const question of QUESTIONS) report.line(asked(aged, question));
  });
}

const CALLS = { shell: shellCall, read: readCall, approved: reviewedCall };

function reviewedCall(hook) {
  const call = JSON.parse(shellCall(hook));
  return JSON.stringify({ ...call, tool_input: { command: REVIEWED } });
}

function armOf(name, hook, payloadOf) {
  const { program, args, env, cwd } = hook;
  return { name, program, args, env, cwd, input: payloadOf(hook), check: notPassed };
}

function compared(results, call, name) {
  const [fresh, aged] = [results.get(`${call} fresh`), results.get(`${call} aged`)];
  const ratios = aged.milliseconds.map((each, round) => each / fresh.milliseconds[round]);
  const [low, high] = medianInterval(ratios).map((ratio) => ratio.toFixed(2));
  const cpu = aged.ticks === null ? '' : `, cpu ${(aged.ticks / fresh.ticks).toFixed(2)} ×`;
  const note = `[${low}–${high}]${cpu}, ${median(aged.milliseconds).toFixed(1)} ms`;
  return { name, measured: median(ratios), unit: '×', gate: GATE, note };
}

/** Time of one command, in seconds; throws with what it printed if it fails. */
function asked({ home, state, cwd, env }, { args, name, gate }) {
  const begun = process.hrtime.bigint();
  const { status, signal, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    env: { PATH: env.PATH, HOME: home, AGSEC_HOME: state },
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const measured = Number(process.hrtime.bigint() - begun) / 1e9;
  if (status !== 0) throw new Error(`${name} ended with ${status ?? signal}: ${stderr}`);
  return { name, measured, unit: 's', ...(gate === undefined ? {} : { gate }) };
}
