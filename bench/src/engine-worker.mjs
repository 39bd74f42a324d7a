import { readFileSync } from 'node:fs';
import { evaluate } from '@agsec/core';
import { analyse } from '@agsec/shell';
import { compile } from './compile.mjs';
import { policyFiles } from './statements.mjs';
import { median } from './statistics.mjs';

/** Evaluations timed together, and how often that is done. */
const BATCH = 200;
const BATCHES = 61;

const LINE = 'cd src && npm test -- --run 2>&1 | tail -20';
const CONTEXT = {
  agent: 'claude-code',
  session_id: 'bench',
  cwd: '/home/dev/project',
  workspace_roots: ['/home/dev/project'],
  home: '/home/dev',
  user: 'dev',
  os: 'linux',
};

/** A shell call as the runtime hands it to the engine; a new one each time, as in a hook. */
function newEvent({ actions, simpleCommands, unknown }) {
  const action = {
    name: 'bash.execute',
    params: { command: LINE, cwd: CONTEXT.cwd },
    origin: 'tool',
    unknown: [],
    forms: { command: [LINE, ...simpleCommands] },
    allowForms: { command: simpleCommands },
  };
  const analysis = { complete: unknown.length === 0, unknown };
  const operations = [{ action, derived: actions.map((each) => ({ ...each })), analysis }];
  return { hook: 'PreToolUse', tool: 'Bash', context: { ...CONTEXT }, operations };
}

function microsecondsFor(policies, reading, times) {
  const events = Array.from({ length: times }, () => newEvent(reading));
  const started = process.hrtime.bigint();
  for (const event of events) {
    if (evaluate(policies, event).effect !== 'allow') throw new Error('the call is stopped');
  }
  return Number(process.hrtime.bigint() - started) / 1e3 / times;
}

const { shape, counts } = JSON.parse(readFileSync(0, 'utf8'));
const reading = analyse(LINE, CONTEXT, {});
const sets = counts.map((count) => {
  const policies = JSON.parse(JSON.stringify(compile(policyFiles(count, shape))));
  return { count, policies, first: microsecondsFor(policies, reading, 1), batches: [] };
});
for (let batch = 0; batch < BATCHES; batch++) {
  for (const { policies, batches } of sets) batches.push(microsecondsFor(policies, reading, BATCH));
}
const results = sets.map(({ count, first, batches }) => ({ count, first, warm: median(batches) }));
process.stdout.write(JSON.stringify(results));
