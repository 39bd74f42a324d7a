import { appendFileSync, readdirSync, utimesSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { installAgentHooks } from './agent-hooks.mjs';
import {
  newLineCall,
  notPassed,
  readCall,
  requireDenial,
  shellCall,
  statusCall,
} from './calls.mjs';
import { cleanEnvironment, withTemporaryFolder } from './clean-environment.mjs';
import { installHook, removeCodeCaches } from './installed-hook.mjs';
import { interleave } from './interleave.mjs';
import { policyFiles } from './statements.mjs';
import { median, medianInterval } from './statistics.mjs';

/** Milliseconds after which a change of a file is surely older than the look that finds it settled. */
const SETTLING = 2_200;

const FLOOR = 'node -e 0';

const SHELL_GATE = 1.35;
const OTHER_GATE = 1.2;

/** What is compared with what, and what DESIGN allows. */
const COMPARISONS = [
  { arm: 'shell', base: FLOOR, name: 'shell call', gate: SHELL_GATE },
  { arm: 'read', base: FLOOR, name: 'other tools (Read)', gate: OTHER_GATE },
  { arm: 'mixed-1000', base: 'mixed-10', name: '1,000 statements / 10', gate: 1.1 },
  { arm: 'same-1000', base: 'same-10', name: '1,000 regexes on one action / 10', gate: 1.1 },
  { arm: 'status', base: FLOOR, name: 'shell call of one command (git status)' },
  { arm: 'new-line', base: FLOOR, name: 'shell call of a line that was not sent before' },
  { arm: 'touched', base: FLOOR, name: 'shell call, policy saved without a change' },
  { arm: 'changed', base: FLOOR, name: 'shell call, policy changed (compiled again)' },
  { arm: 'uncached', base: FLOOR, name: "shell call without V8's code cache" },
  { arm: 'spawn', base: FLOOR, name: 'starting /bin/true (the measuring itself)' },
];

/** How the figures come about, for who reads them. */
const METHOD = [
  'A call is the program and arguments of the settings file that `agsec install` wrote, started with',
  'three variables, its answer read to the end and checked; default policies, audit on. Every round',
  'starts each arm once in a random order. The gate is the median of the ratios of one round, by the',
  'clock. Processor time (user and system, of all processes of the call) stands beside it: where the',
  'two differ much, something else was using the machine. A line is sent again and again, as agents do;',
  'what one costs that was not sent before stands beside it. The other agents start their hooks through a',
  'shell of theirs, which is counted; Cursor asks two hooks about a shell call, of which one is told.',
];

/** Measures whole calls of the installed hook against starting node, in one interleaved run. */
export async function measureHook(report, { rounds }) {
  await withTemporaryFolder(async (folder) => {
    const agents = installAgentHooks(folder);
    const arms = [...makeArms(folder), ...agents.flatMap(({ shell, other }) => [shell, other])];
    for (const arm of arms) await arm.prepare?.();
    await delay(SETTLING);
    const results = await interleave(arms, rounds);
    report.heading(
      `installed hook: median of ${rounds} paired ratios [95 % interval], all in one interleaved run; ` +
        `${FLOOR} took ${median(results.get(FLOOR).milliseconds).toFixed(1)} ms`,
    );
    for (const line of METHOD) report.text(line);
    const load = loadavg()[0].toFixed(1);
    report.text(`Load of the machine: ${load} on ${availableParallelism()} processors.`);
    const comparisons = [...COMPARISONS, ...agents.flatMap(comparisonsOf)];
    for (const comparison of comparisons) report.line(compare(results, comparison));
  });
}

function makeArms(folder) {
  const ordinary = installHook(folder, 'ordinary');
  requireDenial(ordinary);
  const touched = installHook(folder, 'touched');
  const changed = installHook(folder, 'changed');
  const uncached = installHook(folder, 'uncached');
  removeCodeCaches(uncached);
  return [
    { ...program(process.execPath, ['-e', '0'], folder), name: FLOOR },
    { ...program('/bin/true', [], folder), name: 'spawn' },
    call('shell', ordinary, shellCall),
    call('read', ordinary, readCall),
    call('status', ordinary, statusCall),
    { ...call('new-line', ordinary, shellCall), prepare: () => newLineCall(ordinary) },
    { ...call('touched', touched, shellCall), prepare: () => touch(touched) },
    { ...call('changed', changed, shellCall), prepare: () => change(changed) },
    call('uncached', uncached, shellCall),
    ...['mixed', 'same'].flatMap((shape) =>
      [10, 1000].map((count) => {
        const name = `${shape}-${count}`;
        return call(name, installHook(folder, name, policyFiles(count, shape)), shellCall);
      }),
    ),
  ];
}

function comparisonsOf({ title, shell, other }) {
  return [
    { arm: shell.name, base: FLOOR, name: `${title}: shell call`, gate: SHELL_GATE },
    { arm: other.name, base: FLOOR, name: `${title}: other tools`, gate: OTHER_GATE },
  ];
}

function program(path, args, folder) {
  const { PATH } = cleanEnvironment(folder);
  const check = ({ status }) => (status === 0 ? undefined : 'it fails');
  return { program: path, args, env: { PATH }, cwd: folder, check };
}

function call(name, hook, payloadOf) {
  const { program, args, env, cwd } = hook;
  return { name, program, args, env, cwd, input: payloadOf(hook), check: notPassed };
}

function touch(hook) {
  const now = new Date();
  utimesSync(aPolicyOf(hook), now, now);
}

function change(hook) {
  appendFileSync(aPolicyOf(hook), '# changed\n');
}

function aPolicyOf({ state }) {
  const folder = join(state, 'policies');
  const [name = ''] = readdirSync(folder);
  return join(folder, name);
}

function compare(results, { arm, base, name, gate }) {
  const [measured, against] = [results.get(arm), results.get(base)];
  const ratios = measured.milliseconds.map((each, round) => each / against.milliseconds[round]);
  const [low, high] = medianInterval(ratios).map((ratio) => ratio.toFixed(2));
  const cpu =
    measured.ticks === null ? '' : `, cpu ${(measured.ticks / against.ticks).toFixed(2)} ×`;
  const note = `[${low}–${high}]${cpu}, ${median(measured.milliseconds).toFixed(1)} ms`;
  return { name, measured: median(ratios), unit: '×', gate, note };
}
