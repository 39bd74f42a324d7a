import type { Action, Operation } from '../action.ts';
import type { Effect, LayerName } from '../decision.ts';
import type {
  CompiledCondition,
  CompiledLayer,
  CompiledPolicies,
  CompiledStatement,
} from '../engine/compiled-policy.ts';
import { requiredTexts } from '../engine/required-texts.ts';
import type { Event } from '../event.ts';
import { CONTEXT, derived, event, operation, run, shellLine, tool } from './event-builder.ts';
import { allow, deny, placeholder, policies, review, where } from './policy-builder.ts';
import type { SeededRandom } from './seeded-random.ts';

const ACTIONS = [
  '*',
  'file.*',
  'file.read',
  'file.delete',
  'command.run',
  'bash.execute',
  'git.*',
  'mcp.*',
  '*.read',
];
const EFFECTS = ['allow', 'deny', 'review'] as const;
const PATHS = [
  '/work/app/x',
  '/work/app/.env',
  '/etc/passwd',
  '/home/ada/.ssh/id',
  'relative',
  '/work/app/a*',
];
const COMMANDS = ['git status', 'rm -rf x', 'cat .env', 'RM -rf y', 'make all'];
const LAYERS: readonly LayerName[] = ['managed', 'user', 'agent', 'project'];

const CONDITIONS: readonly CompiledCondition[] = [
  where('params.file_path', 'glob', '**/.env'),
  where('params.file_path', 'within', placeholder('workspace_roots')),
  where('params.file_path', 'not_within', placeholder('workspace_roots')),
  where('params.file_path', 'starts_with', '/etc'),
  where('params.file_path', 'glob', '~/.ssh/**'),
  where('params.file_path', 'exists'),
  where('params.command', 'regex', '\\brm\\s'),
  where('params.command', 'regex', '[rR][mM] -rf'),
  where('params.command', 'contains', 'rm'),
  where('params.command', 'glob', 'git *'),
  where('params.command', 'not_regex', '^git'),
  where('params.name', 'in', ['rm', 'git']),
  where('params.branches', 'contains', 'main'),
  where('params.branches', '==', 'main'),
  where('params.branches', 'not_in', ['main'], 'every'),
  where('params.args', 'contains_any', ['-rf', '--force']),
  where('params.args', 'contains_all', ['-rf', 'x']),
  where('via.name', '==', 'git'),
  where('analysis.complete', '==', true),
].map((condition) => {
  const needles = requiredTexts(condition);
  return needles === undefined ? condition : { ...condition, needles };
});

export function randomStatement(
  random: SeededRandom,
  effect: Effect = random.pick(EFFECTS),
): CompiledStatement {
  const make = { allow, deny, review }[effect];
  const onUnknown = random.pick(['deny', 'review', 'ignore', undefined] as const);
  return make(
    `S${random.below(1_000_000)}`,
    [random.pick(ACTIONS), ...random.some(ACTIONS, 1)],
    random.some(CONDITIONS, 2),
    {
      policy: random.pick(['a.yaml', 'b.yaml']),
      match: random.pick(['all', 'any']),
      notActions: random.chance(0.2) ? [random.pick(ACTIONS.slice(1))] : [],
      ...(onUnknown === undefined ? {} : { onUnknown }),
      ...(random.chance(0.5) ? { reason: random.pick(COMMANDS) } : {}),
    },
  );
}

export function randomLayer(
  random: SeededRandom,
  name: LayerName = random.pick(LAYERS),
): CompiledLayer {
  const fallback = random.pick([...EFFECTS, undefined]);
  const count = random.below(5);
  return {
    layer: name,
    statements: Array.from({ length: count }, () => randomStatement(random)),
    ...(fallback === undefined ? {} : { default: fallback }),
  };
}

export function randomPolicies(random: SeededRandom): CompiledPolicies {
  return policies(...Array.from({ length: 1 + random.below(3) }, () => randomLayer(random)));
}

export function randomEvent(random: SeededRandom): Event {
  const operations = Array.from({ length: 1 + random.below(2) }, () => randomOperation(random));
  const { workspace_roots: _roots, home: _home, ...bare } = CONTEXT;
  return event(operations, random.chance(0.8) ? CONTEXT : bare);
}

function randomOperation(random: SeededRandom): Operation {
  const parts = Array.from({ length: random.below(4) }, () => randomPart(random));
  const unknown = random.chance(0.2)
    ? [random.pick(['dynamic-command', 'script-body'] as const)]
    : [];
  if (random.chance(0.5)) return shellLine(random.pick(COMMANDS), parts, unknown);
  const own = random.pick([
    tool('file.read', { file_path: random.pick(PATHS) }),
    tool('file.move', { file_path: random.pick(PATHS), to: random.pick(PATHS) }),
    tool('mcp.fs.delete', { args: { path: random.pick(PATHS) } }),
    tool('file.delete', {}, { unknown: ['file_path'] }),
  ]);
  return operation(own, parts);
}

function randomPart(random: SeededRandom): Action {
  const [path, other] = [random.pick(PATHS), random.pick(PATHS)];
  return random.pick([
    run(random.pick(COMMANDS), random.chance(0.2) ? { wrappers: ['sudo'] } : {}),
    derived('file.read', { file_path: path }, { forms: { file_path: [path, other] } }),
    derived(
      'file.delete',
      { file_path: path },
      { unknown: random.chance(0.5) ? ['file_path'] : [] },
    ),
    derived(
      'git.push',
      { branches: random.some(['main', 'x'], 2) },
      { unknown: random.chance(0.3) ? ['branches'] : [] },
    ),
  ]);
}
