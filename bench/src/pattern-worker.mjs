import { evaluate } from '@agsec/core';
import { compile } from './compile.mjs';
import { FAMILIES, SIZE_LIMIT } from './pattern-families.mjs';

/** Times each text is matched; the fastest counts. */
const TIMES = 9;

function policyOf({ op, fact }, pattern) {
  const condition = `{ op: ${op}, value: ${JSON.stringify(pattern)} }`;
  const text = `version: "1.0"
default: allow
statements:
  - sid: Worst
    effect: deny
    actions: [${actionOf(fact)}]
    conditions:
      ${fact}: ${condition}
`;
  return withoutNeedles(compile([{ name: 'worst.yaml', text }]));
}

/** Without the engine's shortcut: for any pattern there is a hostile text that gets past it. */
function withoutNeedles(policies) {
  if (policies === undefined) return undefined;
  return JSON.parse(JSON.stringify(policies), (key, value) =>
    key === 'needles' ? undefined : value,
  );
}

function actionOf(fact) {
  return fact === 'params.command' ? 'bash.execute' : 'file.read';
}

/** The largest size that loads; every smaller one is taken to load as well. */
function largest(family) {
  let [low, high] = [0, SIZE_LIMIT + 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (policyOf(family, family.pattern(middle)) === undefined) high = middle;
    else low = middle;
  }
  if (low === 0) throw new Error(`no pattern of "${family.name}" loads`);
  return family.pattern(low);
}

function eventOf({ fact }, text) {
  const params = { [fact.slice('params.'.length)]: text };
  const action = { name: actionOf(fact), params, origin: 'tool', unknown: [] };
  const operation = { action, derived: [], analysis: { complete: true, unknown: [] } };
  const context = { agent: 'claude-code', cwd: '/', home: '/home/dev', workspace_roots: ['/'] };
  return { hook: 'PreToolUse', tool: 'Any', context, operations: [operation] };
}

/** Processor time, so that the clock does not count what else the machine does. */
function millisecondsFor(family, policies, text) {
  const times = Array.from({ length: TIMES }, () => {
    const event = eventOf(family, text);
    const before = process.cpuUsage();
    const { matched_by } = evaluate(policies, event);
    const { user, system } = process.cpuUsage(before);
    if (matched_by === 'error') throw new Error(`"${family.name}" cannot be evaluated`);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

function measure(family) {
  const pattern = largest(family);
  const policies = policyOf(family, pattern);
  const rated = family.texts.map((text) => ({
    text,
    time: millisecondsFor(family, policies, text(family.lengths[0])),
  }));
  const { text } = rated.reduce((worst, each) => (each.time > worst.time ? each : worst));
  const times = family.lengths.map((length) => millisecondsFor(family, policies, text(length)));
  return { name: family.name, op: family.op, pattern, lengths: family.lengths, times };
}

process.stdout.write(JSON.stringify(FAMILIES.map(measure)));
