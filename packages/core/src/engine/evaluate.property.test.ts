import { describe, expect, it } from 'vitest';
import {
  randomEvent,
  randomLayer,
  randomPolicies,
  randomStatement,
} from '../__fixtures__/random-policies.ts';
import { SeededRandom } from '../__fixtures__/seeded-random.ts';
import type { Decision, Effect } from '../decision.ts';
import type { CompiledPolicies, CompiledStatement } from './compiled-policy.ts';
import { evaluate } from './evaluate.ts';
import { explain } from './explain.ts';

const ROUNDS = 2_000;

const STRICTNESS: { readonly [effect in Effect]: number } = { allow: 0, review: 1, deny: 2 };

const strictness = ({ effect }: Decision): number => STRICTNESS[effect];

function withStatement(
  compiled: CompiledPolicies,
  at: number,
  added: CompiledStatement,
): CompiledPolicies {
  const layers = compiled.layers.map((layer, index) =>
    index === at ? { ...layer, statements: [...layer.statements, added] } : layer,
  );
  return { format: 1, layers };
}

/** Runs a property over random policies and events; `check` tells whether it had anything to say. */
function forAll(seed: number, check: (random: SeededRandom) => boolean): void {
  const random = new SeededRandom(seed);
  let told = 0;
  for (let round = 0; round < ROUNDS; round += 1) if (check(random)) told += 1;
  expect(told).toBeGreaterThan(ROUNDS / 20);
}

describe('Properties of evaluation', () => {
  it('an added deny never makes an answer looser', () => {
    forAll(1, (random) => {
      const compiled = randomPolicies(random);
      const call = randomEvent(random);
      const added = randomStatement(random, 'deny');
      const before = evaluate(compiled, call);
      const after = evaluate(
        withStatement(compiled, random.below(compiled.layers.length), added),
        call,
      );
      expect(strictness(after)).toBeGreaterThanOrEqual(strictness(before));
      return strictness(after) > strictness(before);
    });
  });

  it('more statements never turn a deny of a statement into an allow or a review', () => {
    forAll(2, (random) => {
      const compiled = randomPolicies(random);
      const call = randomEvent(random);
      const before = evaluate(compiled, call);
      if (before.matched_by !== 'explicit_deny') return false;
      const added = withStatement(
        compiled,
        random.below(compiled.layers.length),
        randomStatement(random),
      );
      expect(evaluate(added, call).effect).toBe('deny');
      return true;
    });
  });

  it('more layers never loosen what a layer denies or wants reviewed', () => {
    forAll(3, (random) => {
      const compiled = randomPolicies(random);
      const call = randomEvent(random);
      const before = evaluate(compiled, call);
      if (!before.layers.some(({ effect }) => effect === before.effect)) return false;
      const more = { ...compiled, layers: [...compiled.layers, randomLayer(random)] };
      expect(strictness(evaluate(more, call))).toBeGreaterThanOrEqual(strictness(before));
      return before.effect !== 'allow';
    });
  });

  it("a repository's layer never loosens anything", () => {
    forAll(4, (random) => {
      const compiled = randomPolicies(random);
      const call = randomEvent(random);
      const before = evaluate(compiled, call);
      const more = { ...compiled, layers: [...compiled.layers, randomLayer(random, 'project')] };
      expect(strictness(evaluate(more, call))).toBeGreaterThanOrEqual(strictness(before));
      return before.effect !== 'allow';
    });
  });

  it('what is derived from a call that is no shell line never loosens it', () => {
    forAll(5, (random) => {
      const compiled = randomPolicies(random);
      const call = randomEvent(random);
      if (call.operations.some(({ action }) => action.name === 'bash.execute')) return false;
      const bare = call.operations.map((each) => ({ ...each, derived: [] }));
      const before = evaluate(compiled, { ...call, operations: bare });
      expect(strictness(evaluate(compiled, call))).toBeGreaterThanOrEqual(strictness(before));
      return true;
    });
  });

  it('the order of statements and layers never matters', () => {
    forAll(6, (random) => {
      const compiled = randomPolicies(random);
      const call = randomEvent(random);
      const shuffled = {
        ...compiled,
        layers: random.shuffle(
          compiled.layers.map((layer) => ({
            ...layer,
            statements: random.shuffle(layer.statements),
          })),
        ),
      };
      const { layers, ...before } = evaluate(compiled, call);
      const { layers: shuffledLayers, ...after } = evaluate(shuffled, call);
      expect(after).toEqual(before);
      const sorted = (answers: typeof layers) => answers.map((each) => JSON.stringify(each)).sort();
      expect(sorted(shuffledLayers)).toEqual(sorted(layers));
      return compiled.layers.length > 1;
    });
  });

  it('is the same for equal inputs and leaves them as they are', () => {
    forAll(7, (random) => {
      const compiled = randomPolicies(random);
      const call = randomEvent(random);
      const text = JSON.stringify([compiled, call]);
      const first = evaluate(compiled, call);
      expect(JSON.stringify([compiled, call])).toBe(text);
      const [again, callAgain] = JSON.parse(text);
      expect(evaluate(again, callAgain)).toEqual(first);
      return true;
    });
  });

  it('never throws on junk, and never allows what is junk throughout', () => {
    const random = new SeededRandom(8);
    for (let round = 0; round < ROUNDS; round += 1) {
      const junk = JSON.parse(
        JSON.stringify({ compiled: randomPolicies(random), call: randomEvent(random) }),
      );
      const half = random.pick(['compiled', 'call'] as const);
      breakSomething(junk[half], random);
      const decision = evaluate(junk.compiled, junk.call);
      expect(['allow', 'deny', 'review']).toContain(decision.effect);
      expect(explain(junk.compiled, junk.call).decision).toEqual(decision);
    }
    for (let round = 0; round < ROUNDS; round += 1) {
      const decision = evaluate(junkValue(random, 4), junkValue(random, 4));
      expect(decision.effect).toBe('deny');
    }
  });
});

/** Replaces some value, however deep, by junk. */
function breakSomething(root: unknown, random: SeededRandom): void {
  let target = root;
  for (;;) {
    if (typeof target !== 'object' || target === null) return;
    const keys = Object.keys(target);
    if (keys.length === 0) return;
    const key = random.pick(keys);
    const inner: unknown = Reflect.get(target, key);
    if (random.chance(0.3) || typeof inner !== 'object') {
      Reflect.set(target, key, junkValue(random, 2));
      return;
    }
    target = inner;
  }
}

function junkValue(random: SeededRandom, depth: number) {
  const keys = ['layers', 'operations', 'action', 'params', '__proto__', 'format', 'effect', 'x'];
  const build = (left: number): string => {
    const kind = random.below(left > 0 ? 7 : 5);
    if (kind === 5)
      return `[${Array.from({ length: random.below(3) }, () => build(left - 1)).join()}]`;
    if (kind === 6)
      return `{${random
        .some(keys, 4)
        .map((key) => `"${key}":${build(left - 1)}`)
        .join()}}`;
    return ['null', '1', '"text"', 'true', '""'][kind] ?? 'null';
  };
  return JSON.parse(build(depth));
}
