import type { HookFailure, HookOutput, ParsedEvent } from '../../adapter.ts';
import { SAMPLE_DECISIONS, SAMPLE_FAILURE, SAMPLE_REVIEW_ID } from './sample-decisions.ts';
import type { SuiteContext } from './suite-context.ts';

const FAILURES: readonly HookFailure['code'][] = [
  'bad-input',
  'too-large',
  'unknown-event',
  'deadline',
  'policy-error',
  'audit-error',
  'halt',
  'self-protection',
  'internal-error',
];

/** Answers are the agent's own, byte for byte; every failure is its deny. */
export function answerCases(context: SuiteContext): void {
  const { vitest, adapter, answers, fixtures, isDenied, isOneDocument, test } = context;
  const { expect } = vitest;

  function event(): ParsedEvent {
    const fixture = fixtures.find(({ name }) => name === answers.fixture);
    const result = adapter.parse(fixture?.payload, {});
    if (result.kind !== 'event') throw new Error(`${answers.fixture} is not a call`);
    return result.event;
  }

  const given: readonly (readonly [string, HookOutput, () => HookOutput])[] = [
    [
      'pass',
      answers.pass,
      () => adapter.respond(event(), SAMPLE_DECISIONS.allow, { allowMeans: 'pass' }),
    ],
    [
      'approve',
      answers.approve,
      () => adapter.respond(event(), SAMPLE_DECISIONS.allow, { allowMeans: 'approve' }),
    ],
    [
      'deny',
      answers.deny,
      () => adapter.respond(event(), SAMPLE_DECISIONS.deny, { allowMeans: 'pass' }),
    ],
    ['review', answers.review, review],
    ['nothing', answers.nothing, () => adapter.respondNothing(event().hook)],
    [
      'failure',
      answers.failure,
      () => adapter.respondFailure({ ...SAMPLE_FAILURE, hook: event().hook }),
    ],
  ];

  function review(): HookOutput {
    const options = { allowMeans: 'pass', reviewId: SAMPLE_REVIEW_ID } as const;
    return adapter.respond(event(), SAMPLE_DECISIONS.review, options);
  }

  for (const [name, expected, answer] of given) {
    test(`answers ${name} byte for byte`, () => expect(answer()).toEqual(expected));
  }

  test('blocks with deny and with failure, and not with pass, approve and nothing', () => {
    const blocked = given.filter(([, , answer]) => isDenied(answer())).map(([name]) => name);
    expect(blocked.filter((name) => name !== 'review')).toEqual(['deny', 'failure']);
  });

  test('denies a review that the agent cannot ask a person about', () => {
    const canAsk = adapter.capabilities.hooks.find(({ hook }) => hook === event().hook)?.canAsk;
    if (canAsk !== true) expect(isDenied(review())).toBe(true);
    const headless = { ...event(), context: { ...event().context, headless: 'yes' } } as const;
    const options = { allowMeans: 'pass', reviewId: SAMPLE_REVIEW_ID } as const;
    const asked = adapter.respond(headless, SAMPLE_DECISIONS.review, options);
    expect(isDenied(asked)).toBe(true);
    expect(asked.stdout + asked.stderr).toContain(SAMPLE_REVIEW_ID);
  });

  test('denies for every failure, also when the hook is not known', () => {
    for (const code of FAILURES) {
      const failure = { code, message: 'what happened and what to do' };
      const outputs = [
        adapter.respondFailure(failure),
        adapter.respondFailure({ ...failure, hook: event().hook }),
      ];
      for (const output of outputs) {
        expect(isDenied(output), code).toBe(true);
        expect(output.stdout + output.stderr).toContain(failure.message);
        expect(isOneDocument(output.stdout)).toBe(true);
      }
    }
  });

  test('answers in one document, whatever stands in reason and hint', () => {
    const reason = `quotes " ' \` \\ line\nbreak \u0000 \u2028 </x> ${'long '.repeat(5000)}`;
    const decision = { ...SAMPLE_DECISIONS.deny, reason, hint: reason };
    const output = adapter.respond(event(), decision, { allowMeans: 'pass' });
    expect(isDenied(output)).toBe(true);
    expect(isOneDocument(output.stdout)).toBe(true);
  });

  test('tells the model why a call is denied and what it may do instead', () => {
    const { stdout, stderr } = adapter.respond(event(), SAMPLE_DECISIONS.deny, {
      allowMeans: 'pass',
    });
    expect(stdout + stderr).toContain(SAMPLE_DECISIONS.deny.reason);
    expect(stdout + stderr).toContain(SAMPLE_DECISIONS.deny.hint);
  });
}
